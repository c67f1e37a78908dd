-- The different values that events report to unique counts. One row per value and what it is seen in.

SELECT DISTINCT
  account_id,
  subscription_id,
  plan_id,
  period_start,
  CASE WHEN is_late THEN 'late' ELSE 'open' END AS scope,
  part.meter_id,
  part.dimensions,
  part.dimension_values,
  value
FROM event_groups
LATERAL VIEW explode(parts) exploded_parts AS part
LATERAL VIEW explode(part.texts) exploded_texts AS value
WHERE subscription_id IS NOT NULL
  AND NOT is_billed
