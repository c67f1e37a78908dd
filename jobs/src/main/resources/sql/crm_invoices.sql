-- What a CRM wants to know of each invoice, and of what will be one. One row per invoice or draft.

SELECT
  invoice_id,
  account_id,
  number,
  'issued' AS state,
  billing_date,
  issue_date,
  due_date,
  total,
  currency,
  CAST(NULL AS STRING) AS held_reason
FROM invoices
WHERE issue_date <= :as_of
UNION ALL
SELECT
  invoice_id,
  account_id,
  NULL,
  CASE WHEN held_reason IS NULL THEN 'draft' ELSE 'held' END,
  billing_date,
  NULL,
  NULL,
  total,
  currency,
  held_reason
FROM draft_invoices
ORDER BY account_id, billing_date, invoice_id
