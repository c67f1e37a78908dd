-- Invoices of which the last attempt to collect them failed, and that are still to be paid. One row per invoice.

SELECT i.*, e.balance, e.first_failure, p.attempts
FROM invoices i
JOIN (
  SELECT
    invoice_id,
    max_by(balance, event_number) AS balance,
    max_by(status, event_number) AS status,
    min(event_date) FILTER (WHERE event = 'failure') AS first_failure,
    count_if(event = 'failure') AS failures
  FROM invoice_events
  WHERE invoice_id IS NOT NULL
  GROUP BY invoice_id
) e ON e.invoice_id = i.invoice_id
JOIN (
  SELECT invoice_id, count(*) AS attempts FROM payment_export GROUP BY invoice_id
) p ON p.invoice_id = i.invoice_id
WHERE e.failures >= p.attempts
  AND e.balance > 0
  AND e.status IN ('open', 'partly_paid')
ORDER BY i.seller_id, i.series, i.sequence
