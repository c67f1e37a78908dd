-- The charges that are not billed for good; one whose usage could not be measured is held. One row per charge.

WITH unmeasured AS (
  SELECT subscription_id, charge_id, period_start, min(message) AS reason
  FROM metering_findings
  WHERE issue IN ('quantity_too_large', 'too_many_dimension_values')
  GROUP BY subscription_id, charge_id, period_start
)

SELECT c.* EXCEPT (held_reason), coalesce(c.held_reason, u.reason) AS held_reason
FROM open_charges c
LEFT JOIN unmeasured u
  ON u.subscription_id = c.subscription_id
  AND u.charge_id = c.charge_id
  AND u.period_start = c.period_start
