-- What this run bills of usage before its period ends. One row per subscription, charge and stretch of days.

SELECT
  c.subscription_id,
  c.account_id,
  c.plan_id,
  c.charge_id,
  c.charge_type,
  c.service_start AS start_date,
  c.service_end AS end_date,
  CAST(datediff(c.service_end, c.service_start) AS BIGINT) AS full_days,
  'arrears' AS timing,
  c.billing_date,
  c.currency,
  c.unit,
  c.amount,
  CAST(:token AS BIGINT) AS run_token
FROM open_charges c
LEFT SEMI JOIN due_lines l
  ON l.subscription_id = c.subscription_id
  AND l.charge_id = c.charge_id
  AND l.charge_type = c.charge_type
  AND l.billing_date = c.billing_date
WHERE c.charge_type = 'interim' AND c.billing_date < c.period_end
