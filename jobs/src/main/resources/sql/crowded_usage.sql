-- Charges whose usage falls into more combinations of dimension values than their meter allows.
-- One row per subscription, charge and period.

SELECT
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  period_start,
  max_dimension_values,
  count(*) AS dimension_values,
  sum(events) AS events
FROM metered
WHERE size(dimension_values) > 0
  AND NOT is_late
GROUP BY account_id, subscription_id, charge_id, meter_id, period_start, max_dimension_values
HAVING count(*) > max_dimension_values
