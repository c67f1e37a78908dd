-- Finalized invoices and credit notes that are wanted, with all that a document shows: lines in their order, and what was used
-- on each day that usage lines pay for. One row is one document, by seller, series and position.

WITH documents AS (
  SELECT *
  FROM invoices
  WHERE (:numbers = '' OR array_contains(split(:numbers, '\n'), number))
    AND (:account = '' OR account_id = :account)
    AND (:run = '' OR run_id = :run)
    AND billing_date >= CAST(:since AS DATE)
),

lines AS (
  SELECT l.*
  FROM invoice_lines l
  LEFT SEMI JOIN documents d ON l.invoice_id = d.invoice_id
),

used AS (
  SELECT invoice_id, subscription_id, min(period_start) AS first_day, max(period_end) AS end_day
  FROM lines
  WHERE charge_type = 'usage' AND line_type <> 'correction'
  GROUP BY invoice_id, subscription_id
),

days AS (
  SELECT used.invoice_id, u.meter_id, u.day, sum(u.quantity) AS quantity
  FROM used
  JOIN usage_daily u ON u.subscription_id = used.subscription_id AND u.day >= used.first_day AND u.day < used.end_day
  GROUP BY used.invoice_id, u.meter_id, u.day
)

SELECT d.*, a.email, a.language, struct(s.contact AS name, s.phone, s.email) AS contact, l.line_rows, c.usage_rows
FROM documents d
LEFT JOIN sellers s ON s.seller_id = d.seller_id
LEFT JOIN accounts a ON a.account_id = d.account_id
LEFT JOIN (
  SELECT invoice_id, array_sort(collect_list(struct(line_number, subscription_id, charge_id, line_type, description, period_start,
    period_end, quantity, unit_amount, amount, discount, tax_rate_id, tax_percent, tax_category, price_currency))) AS line_rows
  FROM lines
  GROUP BY invoice_id
) l ON l.invoice_id = d.invoice_id
LEFT JOIN (
  SELECT invoice_id, array_sort(collect_list(struct(meter_id, day, quantity))) AS usage_rows
  FROM days
  GROUP BY invoice_id
) c ON c.invoice_id = d.invoice_id
ORDER BY d.seller_id, d.series, d.sequence
