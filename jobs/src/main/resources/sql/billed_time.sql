-- The time that this run bills charges for, for good, and the time whose changes it bills, of what was billed ahead. One row
-- per subscription, charge and stretch of days. What was billed before the end of a period and is taken off there is negative.

SELECT
  c.subscription_id,
  c.account_id,
  c.plan_id,
  c.charge_id,
  IF(c.service_full_days IS NULL AND c.charge_type NOT IN ('one_time', 'interim'), 'change', c.charge_type) AS charge_type,
  c.service_start AS start_date,
  c.service_end AS end_date,
  coalesce(c.service_full_days, datediff(c.service_end, c.service_start)) AS full_days,
  f.timing,
  c.billing_date,
  c.currency,
  c.unit,
  c.amount,
  f.run_token
FROM open_charges c
JOIN new_finalized_periods f
  ON f.subscription_id = c.subscription_id
  AND f.period_start = c.period_start
  AND f.billing_date = c.billing_date
WHERE c.service_full_days IS NOT NULL
  OR c.charge_type IN ('one_time', 'interim')
  OR c.charge_type IN ('recurring', 'counter', 'object') AND size(c.lines) > 0
