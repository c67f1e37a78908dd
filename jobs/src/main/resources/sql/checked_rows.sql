-- Rows handed over as the events they would be, with what stands against it and whatever else they have.
-- One row per row of the files.

WITH judged AS (
  SELECT
    *,
    CASE
      WHEN problem IS NOT NULL THEN problem.reason
      WHEN event_id IS NULL THEN 'missing_id'
      WHEN version_text IS NOT NULL AND version IS NULL THEN 'invalid_version'
      WHEN action NOT IN ('record', 'amend', 'deprecate', 'withdraw') THEN 'invalid_action'
      WHEN is_withdrawal AND :is_replacing THEN 'withdrawal'
      WHEN is_withdrawal THEN CASE WHEN has_control_character THEN 'control_character' END
      WHEN event_name IS NULL THEN 'missing_event_name'
      WHEN subject IS NULL THEN 'missing_account'
      WHEN has_control_character THEN 'control_character'
      WHEN names_time AND event_time IS NULL THEN 'invalid_time'
      WHEN event_time < TIMESTAMP '0001-01-01' OR event_time >= TIMESTAMP '10000-01-01' THEN 'invalid_time'
      WHEN :is_replacing
        AND NOT coalesce(event_time, CAST(:landed_at AS TIMESTAMP)) BETWEEN :from AND :last THEN 'outside_window'
    END AS reason
  FROM candidates
)

SELECT
  * EXCEPT (version, event_time, names_time, has_control_character, problem),
  -- A withdrawal that names no version is of all there are and will be.
  coalesce(version, CASE WHEN is_withdrawal THEN 9223372036854775807 ELSE 0 END) AS version,
  coalesce(event_time, CAST(:landed_at AS TIMESTAMP)) AS event_time,
  CAST(coalesce(event_time, CAST(:landed_at AS TIMESTAMP)) AS DATE) AS event_date,
  problem.detail AS problem,
  CAST(:landing AS BIGINT) AS landing,
  CAST(:landed_at AS TIMESTAMP) AS landed_at
FROM judged
