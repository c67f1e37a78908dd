-- What becomes of each row handed over. One row per row of the files.

WITH checked AS (
  SELECT
    *,
    CASE
      WHEN is_malformed THEN 'malformed_row'
      WHEN event_id IS NULL THEN 'missing_id'
      WHEN event_name IS NULL THEN 'missing_event_name'
      WHEN subject IS NULL THEN 'missing_account'
      WHEN time_text IS NOT NULL AND event_time IS NULL THEN 'invalid_time'
      WHEN event_time < TIMESTAMP '0001-01-01' OR event_time >= TIMESTAMP '10000-01-01' THEN 'invalid_time'
    END AS reason
  FROM candidates
),

-- Of the copies in this landing the one with the smallest body hash counts, so the order of files and
-- rows never matters.
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY identity_hash, source, event_id ORDER BY body_hash, landed_file) AS copy,
    first_value(body_hash) OVER (PARTITION BY identity_hash, source, event_id ORDER BY body_hash, landed_file) AS first_body
  FROM checked
  WHERE reason IS NULL
),

compared AS (
  SELECT
    r.*,
    CASE
      WHEN e.event_id IS NULL AND r.copy = 1 THEN 'accepted'
      WHEN coalesce(e.body_hash, r.first_body) = r.body_hash THEN 'duplicate'
      ELSE 'conflict'
    END AS outcome
  FROM ranked r
  LEFT JOIN events e
    ON e.identity_hash = r.identity_hash
    AND e.event_id = r.event_id
    AND e.source = r.source
),

outcomes AS (
  SELECT * EXCEPT (copy, first_body) FROM compared
  UNION ALL
  SELECT *, 'rejected' AS outcome FROM checked WHERE reason IS NOT NULL
)

SELECT
  outcome,
  event_id,
  source,
  event_name,
  subject,
  coalesce(event_time, CAST(:landed_at AS TIMESTAMP)) AS event_time,
  CAST(coalesce(event_time, CAST(:landed_at AS TIMESTAMP)) AS DATE) AS event_date,
  properties,
  body_hash,
  identity_hash,
  CAST(:landing AS BIGINT) AS landing,
  CAST(:landed_at AS TIMESTAMP) AS landed_at,
  landed_file,
  CASE WHEN outcome = 'conflict' THEN 'conflict' ELSE reason END AS reason,
  CASE
    WHEN outcome = 'conflict' THEN concat('event ', event_id, ' is known with another body; the first one counts')
    WHEN reason = 'malformed_row' THEN 'the row cannot be read in the format of its source'
    WHEN reason = 'missing_id' THEN 'the row has no id'
    WHEN reason = 'missing_event_name' THEN 'the row has no event name'
    WHEN reason = 'missing_account' THEN 'the row names no account'
    WHEN reason = 'invalid_time' THEN concat('\'', left(time_text, 100), '\' is not a time as its source writes them')
  END AS detail,
  payload,
  payload_hash
FROM outcomes
