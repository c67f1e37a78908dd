-- The invoices that payments may mean: by number, by id, or by the key that they were exported with, as a whole
-- or as banks have it. One row per payment and invoice.

SELECT DISTINCT p.payment_id, i.invoice_id
FROM payments p
JOIN (
  SELECT invoice_id, number AS name FROM invoices
  UNION ALL
  SELECT invoice_id, invoice_id FROM invoices
  UNION ALL
  SELECT invoice_id, idempotency_key FROM payment_export
  UNION ALL
  SELECT invoice_id, substring(idempotency_key, 10) FROM payment_export WHERE idempotency_key LIKE 'lakebill-%'
) i ON i.name = p.invoice
