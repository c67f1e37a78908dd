-- Rows handed over as the events they would be, with what stands against it. One row per row of the files.

WITH judged AS (
  SELECT
    *,
    CASE
      WHEN problem IS NOT NULL THEN problem.reason
      WHEN event_id IS NULL THEN 'missing_id'
      WHEN event_name IS NULL THEN 'missing_event_name'
      WHEN subject IS NULL THEN 'missing_account'
      WHEN has_control_character THEN 'control_character'
      WHEN names_time AND event_time IS NULL THEN 'invalid_time'
      WHEN event_time < TIMESTAMP '0001-01-01' OR event_time >= TIMESTAMP '10000-01-01' THEN 'invalid_time'
    END AS reason
  FROM candidates
)

SELECT
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
  reason,
  problem.detail AS problem,
  time_text,
  payload,
  payload_hash
FROM judged
