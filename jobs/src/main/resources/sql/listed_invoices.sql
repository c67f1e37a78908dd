-- Invoices, credit notes and drafts, the last ones first. One row per document.

WITH stands AS (
  SELECT invoice_id, max_by(status, event_number) AS status, max_by(balance, event_number) AS balance
  FROM invoice_events
  WHERE invoice_id IS NOT NULL
  GROUP BY invoice_id
)

SELECT *
FROM (
  SELECT
    i.number,
    IF(i.total < 0 OR i.refers_to IS NOT NULL, 'credit note', 'invoice') AS document,
    'final' AS state,
    IF(i.total < 0 OR i.refers_to IS NOT NULL, NULL, coalesce(s.status, IF(i.amount_due > 0, 'open', 'paid'))) AS status,
    i.account_id,
    i.billing_date,
    i.issue_date,
    i.due_date,
    i.currency,
    i.total,
    i.amount_due,
    IF(i.total < 0 OR i.refers_to IS NOT NULL, NULL, coalesce(s.balance, i.amount_due)) AS balance,
    CAST(NULL AS STRING) AS held_reason,
    i.refers_to.number AS refers_to,
    i.replaces.number AS replaces,
    i.invoice_id
  FROM invoices i
  LEFT JOIN stands s ON s.invoice_id = i.invoice_id
  UNION ALL
  SELECT
    NULL,
    IF(total < 0, 'credit note', 'invoice'),
    state,
    NULL,
    account_id,
    billing_date,
    earliest_issue_date,
    NULL,
    currency,
    CAST(total AS DECIMAL(28, 4)),
    CAST(amount_due AS DECIMAL(28, 4)),
    NULL,
    held_reason,
    NULL,
    NULL,
    invoice_id
  FROM draft_invoices
)
WHERE (:account = '' OR account_id = :account)
  AND (:state = '' OR state = :state)
  AND (:status = '' OR status = :status)
  AND billing_date >= CAST(:since AS DATE)
ORDER BY billing_date DESC, number, account_id, invoice_id
