-- Invoices, credit notes and drafts, the last ones first. One row per document.

SELECT *
FROM (
  SELECT
    number,
    IF(total < 0, 'credit note', 'invoice') AS document,
    'final' AS state,
    account_id,
    billing_date,
    issue_date,
    due_date,
    currency,
    total,
    amount_due,
    CAST(NULL AS STRING) AS held_reason,
    invoice_id
  FROM invoices
  UNION ALL
  SELECT
    NULL,
    IF(total < 0, 'credit note', 'invoice'),
    state,
    account_id,
    billing_date,
    earliest_issue_date,
    NULL,
    currency,
    CAST(total AS DECIMAL(28, 4)),
    CAST(amount_due AS DECIMAL(28, 4)),
    held_reason,
    invoice_id
  FROM draft_invoices
)
WHERE (:account = '' OR account_id = :account)
  AND (:state = '' OR state = :state)
  AND billing_date >= CAST(:since AS DATE)
ORDER BY billing_date DESC, number, account_id, invoice_id
