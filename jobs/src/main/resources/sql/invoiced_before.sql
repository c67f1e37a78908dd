-- What was invoiced of corrected periods: at their ends, all that their invoices had beside commitments; and what
-- corrected them since. Credit notes that were asked for change nothing of what was
-- consumed, nor do invoices that replace void ones. One row per invoice, subscription, charge and period.

WITH payers AS (
  SELECT DISTINCT a.payer_id, p.period_end
  FROM corrected_periods p
  JOIN paying_accounts a ON a.account_id = p.account_id
)

SELECT
  l.account_id AS payer_id,
  i.seller_id,
  l.currency,
  i.payment_terms_days,
  l.billing_date,
  i.number,
  l.subscription_id,
  l.charge_id,
  l.charge_type,
  l.period_start,
  CAST(sum(l.amount) AS DECIMAL(28, 4)) AS amount,
  CAST(sum(l.discount) AS DECIMAL(28, 4)) AS discount
FROM invoice_lines l
JOIN invoices i ON i.invoice_id = l.invoice_id
LEFT SEMI JOIN payers p
  ON p.payer_id = l.account_id
  AND p.period_end = l.billing_date
WHERE l.charge_type NOT IN ('commitment', 'correction', 'manual')
  AND l.credited_line IS NULL
GROUP BY ALL

UNION ALL
SELECT
  l.account_id,
  NULL,
  l.currency,
  NULL,
  NULL,
  NULL,
  l.subscription_id,
  l.charge_id,
  l.charge_type,
  l.period_start,
  CAST(sum(l.amount) AS DECIMAL(28, 4)),
  CAST(0 AS DECIMAL(28, 4))
FROM invoice_lines l
LEFT SEMI JOIN corrected_periods p
  ON p.subscription_id = l.subscription_id
  AND p.period_start = l.period_start
WHERE l.charge_type = 'correction'
  AND l.credited_line IS NULL
GROUP BY ALL
