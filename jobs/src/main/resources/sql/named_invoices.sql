-- The invoices that payments may mean: by number, by id, or by the key that they were exported with. One row per payment and invoice.

SELECT DISTINCT p.payment_id, i.invoice_id
FROM payments p
JOIN (
  SELECT invoice_id, number AS name FROM invoices
  UNION ALL
  SELECT invoice_id, invoice_id FROM invoices
  UNION ALL
  SELECT invoice_id, idempotency_key FROM payment_export
) i ON i.name = p.invoice
