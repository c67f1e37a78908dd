-- Finalized invoices with something to pay that no export has carried yet. One row per invoice.

SELECT i.*
FROM invoices i
LEFT ANTI JOIN payment_export p ON p.invoice_id = i.invoice_id
WHERE i.amount_due > 0
ORDER BY i.seller_id, i.series, i.sequence
