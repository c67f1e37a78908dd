-- Charges that hold their invoice. One row per charge and period, as in billing_issues.

SELECT
  'held_charge' AS issue,
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  CAST(NULL AS STRING) AS subject,
  period_start,
  CAST(0 AS BIGINT) AS events,
  quantity,
  held_reason AS message
FROM open_charges
WHERE held_reason IS NOT NULL
