-- Charges that are not billed for good. One row per charge and period.

SELECT c.*
FROM charges c
LEFT ANTI JOIN finalized_periods f
  ON f.subscription_id = c.subscription_id
  AND f.period_start = c.period_start
  AND f.billing_date = c.billing_date
