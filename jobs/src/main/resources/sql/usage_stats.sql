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
  -- Together they may be more than a quantity has room for, so whole units and what is left are summed apart.
  sum(CAST(quantity - quantity % 1 AS DECIMAL(20, 0))) AS whole_units,
  sum(CAST(quantity % 1 AS DECIMAL(18, 18))) AS rest,
  sum(amount) AS amount
FROM charges
WHERE charge_type = 'usage' AND quantity <> 0
GROUP BY plan_id, charge_id, meter_id, currency, period_start, period_end
