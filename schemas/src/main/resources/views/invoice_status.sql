-- How each finalized invoice stands by now. One row is one invoice; credit notes that were asked for stand in events of theirs.
-- invoice_id STRING: Id of the invoice
-- number STRING: Its number
-- account_id STRING: The account that pays
-- seller_id STRING: The seller that invoiced
-- currency STRING: ISO 4217 code of all amounts
-- billing_date DATE: The period boundary that it invoices
-- issue_date DATE: When it was finalized
-- due_date DATE: When it is to be paid
-- total DECIMAL(28,4): What it comes to
-- amount_due DECIMAL(28,4): What was to be paid of it when it was issued
-- status STRING: open, partly_paid, paid, overpaid, void or uncollectible
-- balance DECIMAL(28,4): What is to be paid of it by now; below 0 for what was paid too much
-- last_event STRING: What happened to it last, as in invoice_events; null for nothing
-- last_event_date DATE: When
SELECT
  i.invoice_id,
  i.number,
  i.account_id,
  i.seller_id,
  i.currency,
  i.billing_date,
  i.issue_date,
  i.due_date,
  i.total,
  i.amount_due,
  coalesce(s.last.status, IF(i.amount_due > 0, 'open', 'paid')) AS status,
  coalesce(s.last.balance, i.amount_due) AS balance,
  s.last.event AS last_event,
  s.last.event_date AS last_event_date
FROM invoices i
LEFT JOIN (
  SELECT invoice_id, max_by(struct(status, balance, event, event_date), event_number) AS last
  FROM invoice_events
  WHERE invoice_id IS NOT NULL
  GROUP BY invoice_id
) s ON s.invoice_id = i.invoice_id
WHERE i.refers_to IS NULL
