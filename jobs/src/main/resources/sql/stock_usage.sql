-- What open billing periods see of history: all that was reported up to their end, put together period by period.
-- One row per open period, meter and dimension values; a period without events has one, once there was any before it.

SELECT
  p.account_id,
  p.subscription_id,
  p.plan_id,
  p.period_start,
  'open' AS scope,
  s.meter_id,
  s.dimensions,
  s.dimension_values,
  sum(CASE WHEN s.period_start < p.period_start THEN 0 ELSE s.events END) AS events,
  sum(CASE WHEN s.period_start < p.period_start THEN 0 ELSE s.usable_events END) AS usable_events,
  CASE WHEN NOT bool_or(s.is_too_large) THEN try_sum(s.total) END AS total,
  bool_or(s.is_too_large) OR (count(s.total) > 0 AND try_sum(s.total) IS NULL) AS is_too_large,
  CAST(NULL AS DECIMAL(38, 18)) AS minimum,
  CAST(NULL AS DECIMAL(38, 18)) AS maximum,
  max(s.last) AS last,
  CAST(NULL AS BIGINT) AS distinct_values
FROM usage_state s
JOIN billing_periods p
  ON p.subscription_id = s.subscription_id
  AND p.period_start >= s.period_start
WHERE s.scope = 'history'
  AND p.arrears_landing IS NULL
GROUP BY p.account_id, p.subscription_id, p.plan_id, p.period_start, s.meter_id, s.dimensions, s.dimension_values
