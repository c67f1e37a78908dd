-- What becomes of rows whose identity is disputed. One row per such row of the files.

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
)

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

SELECT *, 'rejected' AS outcome, NULL AS withdraws
FROM disputed_rows
WHERE reason IS NOT NULL
