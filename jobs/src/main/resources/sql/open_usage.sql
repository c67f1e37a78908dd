-- Usage of open billing periods. One row per charge, period and combination of dimension values.
-- Until plans change within a period, its only segment is the whole period.

SELECT
  m.subscription_id,
  m.account_id,
  m.plan_id,
  m.charge_id,
  m.meter_id,
  p.period_start,
  p.period_end,
  p.period_start AS segment_start,
  p.period_end AS segment_end,
  p.start_utc AS segment_start_utc,
  p.end_utc AS segment_end_utc,
  m.dimension_values,
  m.quantity,
  m.events,
  m.skipped_events
FROM metered m
JOIN billing_periods p
  ON p.subscription_id = m.subscription_id
  AND p.period_start = m.period_start
LEFT ANTI JOIN refused_usage r
  ON r.subscription_id = m.subscription_id
  AND r.charge_id = m.charge_id
  AND r.period_start = m.period_start
WHERE NOT m.is_late
  AND m.quantity IS NOT NULL
