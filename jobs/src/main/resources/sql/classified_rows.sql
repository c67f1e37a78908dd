-- What becomes of rows that need a look: those that can be no events, and those whose identity is disputed.
-- One row per such row of the files; all other rows are accepted.

WITH known_withdrawals AS (
  SELECT identity_hash, source, event_id, max(version) AS version
  FROM withdrawals
  GROUP BY identity_hash, source, event_id
),

-- Of the copies in this landing the highest version counts, and of that the one with the smallest body hash, so the
-- order of files and rows never matters.
ranked AS (
  SELECT
    *,
    row_number() OVER kind AS copy,
    first_value(version) OVER kind AS first_version,
    first_value(body_hash) OVER kind AS first_body,
    max(CASE WHEN is_withdrawal THEN version END) OVER (PARTITION BY identity_hash, source, event_id) AS withdrawn_version
  FROM disputed_rows
  WHERE reason IS NULL
  WINDOW kind AS (
    PARTITION BY identity_hash, source, event_id, is_withdrawal ORDER BY version DESC, body_hash, landed_file
  )
),

-- A window that is replaced has what its files say: they go before an event of the same version that is in it, and bring
-- back what counts no longer. Elsewhere the first one counts.
compared AS (
  SELECT
    r.*,
    e.version AS known_version,
    e.in_force,
    w.version AS known_withdrawal,
    coalesce(
      CASE
        WHEN :is_replacing THEN e.in_force.version = r.version AND e.in_force.body_hash = r.body_hash
        ELSE array_contains(e.bodies, struct(r.version, r.body_hash))
      END,
      FALSE
    ) AS is_known,
    coalesce(r.first_version > e.version, TRUE)
      OR (
        :is_replacing
        AND r.first_version = e.version
        AND coalesce(
          e.in_force.event_time BETWEEN :from AND :last
            AND NOT (e.in_force.version = r.first_version AND e.in_force.body_hash = r.first_body),
          TRUE
        )
      ) AS takes_place
  FROM ranked r
  LEFT JOIN known_identities e
    ON e.identity_hash = r.identity_hash
    AND e.event_id = r.event_id
    AND e.source = r.source
  LEFT JOIN known_withdrawals w
    ON w.identity_hash = r.identity_hash
    AND w.event_id = r.event_id
    AND w.source = r.source
),

judged AS (
  SELECT
    *,
    CASE
      WHEN is_withdrawal AND copy = 1 AND coalesce(version > known_withdrawal, TRUE) THEN 'withdrawal'
      WHEN is_withdrawal OR is_known THEN 'duplicate'
      WHEN version <= greatest(known_withdrawal, withdrawn_version) THEN 'superseded'
      WHEN version < greatest(known_version, first_version) THEN 'superseded'
      WHEN takes_place AND copy = 1 THEN 'accepted'
      WHEN takes_place AND body_hash = first_body THEN 'duplicate'
      ELSE 'conflict'
    END AS outcome
  FROM compared
),

outcomes AS (
  SELECT
    * EXCEPT (
      copy, first_version, first_body, withdrawn_version, known_version, in_force, known_withdrawal, is_known, takes_place
    ),
    CASE
      WHEN outcome = 'withdrawal' AND in_force.version <= version THEN in_force
      -- Where this landing also withdraws it, the withdrawal says so.
      WHEN outcome = 'accepted' AND NOT coalesce(in_force.version <= withdrawn_version, FALSE) THEN in_force
    END AS withdraws
  FROM judged
  UNION ALL
  SELECT *, 'rejected' AS outcome, NULL AS withdraws FROM checked_rows WHERE reason IS NOT NULL
)

SELECT
  * EXCEPT (reason, problem, time_text, version_text, action, payload, payload_hash),
  CASE WHEN outcome IN ('conflict', 'superseded') THEN outcome ELSE reason END AS reason,
  CASE
    WHEN outcome = 'conflict' THEN concat('event ', event_id, ' is known with another body; the first one counts')
    WHEN outcome = 'superseded' THEN concat('a higher version, or a withdrawal, of event ', event_id, ' is known')
    WHEN problem IS NOT NULL THEN problem
    WHEN reason = 'refused_file'
      THEN 'another row of the file can be no event, and its source wants such files refused; mend it and send it again'
    WHEN reason = 'missing_id' THEN 'the row has no id'
    WHEN reason = 'missing_event_name' THEN 'the row has no event name'
    WHEN reason = 'missing_account' THEN 'the row names no account'
    WHEN reason = 'control_character' THEN 'the id, the event name or the account has a control character'
    WHEN reason = 'invalid_time' THEN concat('\'', left(time_text, 100), '\' is not a time as its source writes them')
    WHEN reason = 'invalid_version'
      THEN concat('\'', left(version_text, 100), '\' is not a version: a whole number of at most 18 digits')
    WHEN reason = 'invalid_action'
      THEN concat('\'', left(action, 100), '\' is not an action; known: amend, deprecate, record, withdraw')
    WHEN reason = 'outside_window' THEN concat('the event is of ', event_time, ', outside the window that is replaced')
    WHEN reason = 'withdrawal' THEN 'a withdrawal; what is not to be in the window that is replaced is left out of its files'
  END AS detail,
  CASE WHEN outcome IN ('conflict', 'rejected', 'superseded') THEN payload END AS payload,
  CASE WHEN outcome IN ('conflict', 'rejected', 'superseded') THEN payload_hash END AS payload_hash
FROM outcomes
