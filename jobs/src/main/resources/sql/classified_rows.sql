-- What becomes of rows that need a look: those that can be no events, and those whose identity is disputed.
-- One row per such row of the files; all other rows are accepted.

-- Of the copies in this landing the one with the smallest body hash counts, so the order of files and
-- rows never matters.
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY identity_hash, source, event_id ORDER BY body_hash, landed_file) AS copy,
    first_value(body_hash) OVER (PARTITION BY identity_hash, source, event_id ORDER BY body_hash, landed_file) AS first_body
  FROM disputed_rows
  WHERE reason IS NULL
),

compared AS (
  SELECT
    r.* EXCEPT (copy, first_body),
    CASE
      WHEN e.event_id IS NULL AND r.copy = 1 THEN 'accepted'
      WHEN coalesce(e.body_hash, r.first_body) = r.body_hash THEN 'duplicate'
      ELSE 'conflict'
    END AS outcome
  FROM ranked r
  LEFT JOIN earlier_events e
    ON e.identity_hash = r.identity_hash
    AND e.event_id = r.event_id
    AND e.source = r.source
),

outcomes AS (
  SELECT * FROM compared
  UNION ALL
  SELECT *, 'rejected' AS outcome FROM checked_rows WHERE reason IS NOT NULL
)

SELECT
  * EXCEPT (reason, problem, time_text, payload, payload_hash),
  CASE WHEN outcome = 'conflict' THEN 'conflict' ELSE reason END AS reason,
  CASE
    WHEN outcome = 'conflict' THEN concat('event ', event_id, ' is known with another body; the first one counts')
    WHEN problem IS NOT NULL THEN problem
    WHEN reason = 'refused_file'
      THEN 'another row of the file can be no event, and its source wants such files refused; mend it and send it again'
    WHEN reason = 'missing_id' THEN 'the row has no id'
    WHEN reason = 'missing_event_name' THEN 'the row has no event name'
    WHEN reason = 'missing_account' THEN 'the row names no account'
    WHEN reason = 'control_character' THEN 'the id, the event name or the account has a control character'
    WHEN reason = 'invalid_time' THEN concat('\'', left(time_text, 100), '\' is not a time as its source writes them')
  END AS detail,
  CASE WHEN outcome IN ('conflict', 'rejected') THEN payload END AS payload,
  CASE WHEN outcome IN ('conflict', 'rejected') THEN payload_hash END AS payload_hash
FROM outcomes
