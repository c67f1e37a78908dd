-- Charges whose usage cannot be priced: it falls into more combinations of dimension values than their meter
-- allows, or these add up to more than a quantity holds. One row per subscription, charge and period.

SELECT
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  period_start,
  sum(events) AS events,
  CASE WHEN count(*) > max_dimension_values THEN 'too_many_dimension_values' ELSE 'quantity_too_large' END AS issue,
  CASE
    WHEN count(*) > max_dimension_values
      THEN concat('usage of ', meter_id, ' falls into ', count(*), ' combinations of dimension values, of which ',
        max_dimension_values, ' are allowed; leave out the dimension that tells events apart, or raise ',
        'max_dimension_values of the meter')
    ELSE concat('the values of ', meter_id,
      ' add up to 10^20 or more, which is no quantity; filter out the absurd ones')
  END AS message
FROM metered
WHERE NOT is_late
  AND (size(dimension_values) > 0 OR is_too_large)
GROUP BY account_id, subscription_id, charge_id, meter_id, period_start, max_dimension_values
HAVING count(*) > max_dimension_values
  OR bool_or(is_too_large)
  OR (count(quantity) > 0 AND try_sum(quantity) IS NULL)
