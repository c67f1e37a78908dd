-- What credits paid of invoices that are corrected, as discounts and in units of the seller's own, and what came back to them since;
-- and what discounts there were on corrections of their periods. One row per invoice or corrected period, grant, subscription and charge.

WITH payers AS (
  SELECT DISTINCT a.payer_id, p.period_end
  FROM corrected_periods p
  JOIN paying_accounts a ON a.account_id = p.account_id
)

SELECT
  e.account_id AS payer_id,
  i.seller_id,
  i.currency,
  i.payment_terms_days,
  i.billing_date,
  i.invoice_id,
  e.subscription_id,
  CAST(NULL AS DATE) AS period_start,
  e.charge_id,
  e.credit_grant_id,
  e.recurrence,
  e.unit,
  CAST(coalesce(sum(e.amount) FILTER (WHERE e.entry = 'burn'), 0) AS DECIMAL(38, 4)) AS used,
  CAST(-coalesce(sum(e.amount) FILTER (WHERE e.entry = 'return'), 0) AS DECIMAL(38, 4)) AS returned
FROM credit_ledger e
JOIN invoices i ON i.invoice_id = e.invoice_id
LEFT SEMI JOIN payers p
  ON p.payer_id = i.account_id
  AND p.period_end = i.billing_date
WHERE e.ledger_account = 'burned'
  AND e.entry IN ('burn', 'return')
  AND i.refers_to IS NULL
  AND i.replaces IS NULL
GROUP BY ALL

UNION ALL
SELECT
  e.account_id,
  NULL,
  l.currency,
  NULL,
  NULL,
  NULL,
  l.subscription_id,
  l.period_start,
  e.charge_id,
  e.credit_grant_id,
  e.recurrence,
  e.unit,
  CAST(sum(e.amount) AS DECIMAL(38, 4)),
  CAST(0 AS DECIMAL(38, 4))
FROM credit_ledger e
JOIN invoice_lines l ON l.invoice_id = e.invoice_id AND l.line_number = e.line_number
LEFT SEMI JOIN corrected_periods p
  ON p.subscription_id = l.subscription_id
  AND p.period_start = l.period_start
WHERE e.ledger_account = 'burned'
  AND e.entry = 'burn'
  AND l.charge_type = 'correction'
  AND l.credited_line IS NULL
GROUP BY ALL
