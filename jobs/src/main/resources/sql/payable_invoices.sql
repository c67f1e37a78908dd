-- Finalized invoices with something to pay that no export has carried yet. One row per invoice.

SELECT i.*, coalesce(e.balance, i.amount_due) AS balance
FROM invoices i
LEFT JOIN (
  SELECT invoice_id, max_by(balance, event_number) AS balance, max_by(status, event_number) AS status
  FROM invoice_events
  WHERE invoice_id IS NOT NULL
  GROUP BY invoice_id
) e ON e.invoice_id = i.invoice_id
LEFT ANTI JOIN payment_export p ON p.invoice_id = i.invoice_id
WHERE i.amount_due > 0
  AND coalesce(e.balance, i.amount_due) > 0
  AND coalesce(e.status, 'open') IN ('open', 'partly_paid')
ORDER BY i.seller_id, i.series, i.sequence
