-- What accounts owe, by how long it is overdue; what is owed to them stands beside it: what was paid too much, what no invoice was
-- found for, and credit notes that belong to no invoice. One row per account and currency with any of it.

WITH stands AS (
  SELECT invoice_id, max_by(status, event_number) AS status, max_by(balance, event_number) AS balance
  FROM invoice_events
  WHERE invoice_id IS NOT NULL
  GROUP BY invoice_id
),

balances AS (
  SELECT
    i.account_id,
    i.currency,
    coalesce(s.balance, i.amount_due) AS balance,
    coalesce(s.status, 'open') AS status,
    date_diff(:as_of, i.due_date) AS overdue
  FROM invoices i
  LEFT JOIN stands s ON s.invoice_id = i.invoice_id
  WHERE i.refers_to IS NULL
  UNION ALL
  -- A refund or chargeback that no invoice was found for is owed by nobody.
  SELECT account_id, currency, -sum(amount), 'unmatched', NULL
  FROM invoice_events
  WHERE event = 'unmatched'
  GROUP BY account_id, currency, payment_id
)

SELECT
  account_id,
  currency,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible'), 0) AS owed,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible' AND overdue <= 0), 0) AS not_yet_due,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible' AND overdue BETWEEN 1 AND 30), 0) AS overdue_1_30,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible' AND overdue BETWEEN 31 AND 60), 0) AS overdue_31_60,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible' AND overdue BETWEEN 61 AND 90), 0) AS overdue_61_90,
  coalesce(sum(balance) FILTER (WHERE balance > 0 AND status <> 'uncollectible' AND overdue > 90), 0) AS overdue_91,
  coalesce(sum(balance) FILTER (WHERE status = 'uncollectible'), 0) AS uncollectible,
  -coalesce(sum(balance) FILTER (WHERE balance < 0 AND status <> 'unmatched'), 0) AS owed_to_it,
  -coalesce(sum(balance) FILTER (WHERE status = 'unmatched'), 0) AS unmatched
FROM balances
WHERE balance <> 0
GROUP BY account_id, currency
ORDER BY account_id, currency
