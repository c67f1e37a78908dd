-- What a plan's usage charges sold per billing period. One row per plan, charge, meter, currency and period.
-- A subscription has one row of a usage charge in a period, so rows are subscriptions.

SELECT
  plan_id,
  charge_id,
  meter_id,
  currency,
  period_start,
  period_end,
  count(*) AS subscriptions,
  CAST(sum(quantity) AS DECIMAL(38, 18)) AS quantity,
  CAST(sum(amount) AS DECIMAL(28, 4)) AS amount
FROM charges
WHERE charge_type = 'usage' AND quantity <> 0
GROUP BY plan_id, charge_id, meter_id, currency, period_start, period_end
