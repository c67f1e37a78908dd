-- Reported values that were not seen before. One row per value and what it is seen in, as in seen_values.

SELECT r.*
FROM reported_values r
LEFT ANTI JOIN seen_values s
  ON s.subscription_id = r.subscription_id
  AND s.period_start = r.period_start
  AND s.scope = r.scope
  AND s.meter_id = r.meter_id
  AND s.dimensions = r.dimensions
  AND s.dimension_values = r.dimension_values
  AND s.value = r.value
