-- The different values that events report to unique counts. One row per value and what it is seen in.

SELECT DISTINCT
  account_id,
  subscription_id,
  plan_id,
  period_start,
  CASE WHEN is_late THEN 'late' ELSE 'open' END AS scope,
  part.*
FROM reported_events
LATERAL VIEW explode(parts) exploded AS part
WHERE NOT is_billed
  AND part.value IS NOT NULL
