-- Charges that were invoiced at the end of corrected periods, with who pays: those of the periods as they were billed
-- and as they would be by now, and those of others that were billed on these days. One row per charge.

WITH payers AS (
  SELECT DISTINCT a.payer_id, p.period_end
  FROM corrected_periods p
  JOIN paying_accounts a ON a.account_id = p.account_id
),

others AS (
  SELECT c.*
  FROM charges c
  LEFT SEMI JOIN finalized_periods f
    ON f.subscription_id = c.subscription_id
    AND f.period_start = c.period_start
    AND f.billing_date = c.billing_date
  LEFT ANTI JOIN corrected_periods p
    ON p.subscription_id = c.subscription_id
    AND p.period_start = c.period_start
    AND p.period_end = c.billing_date
  WHERE c.held_reason IS NULL
)

SELECT *
FROM (
  SELECT 'other' AS version, a.payer_id, c.* FROM others c JOIN paying_accounts a ON a.account_id = c.account_id
  UNION ALL
  SELECT 'billed', a.payer_id, c.* FROM billed_charges c JOIN paying_accounts a ON a.account_id = c.account_id
  UNION ALL
  SELECT 'known', a.payer_id, c.* FROM known_charges c JOIN paying_accounts a ON a.account_id = c.account_id
) c
LEFT SEMI JOIN payers p
  ON p.payer_id = c.payer_id
  AND p.period_end = c.billing_date
