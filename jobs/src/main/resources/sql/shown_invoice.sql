-- One document by its number or id, with its lines in their order. One row, or none.

WITH documents AS (
  SELECT
    invoice_id,
    number,
    'final' AS state,
    CAST(NULL AS STRING) AS held_reason,
    account_id,
    account_name,
    seller_id,
    purchase_order,
    billing_date,
    issue_date,
    due_date,
    currency,
    subtotal,
    discount,
    tax,
    total,
    paid_by_credits,
    amount_due,
    taxes,
    refers_to.number AS refers_to,
    replaces.number AS replaces,
    reason
  FROM invoices
  WHERE number = :document OR invoice_id = :document
  UNION ALL
  SELECT
    invoice_id,
    NULL,
    state,
    held_reason,
    account_id,
    account_name,
    seller_id,
    purchase_order,
    billing_date,
    earliest_issue_date,
    NULL,
    currency,
    CAST(subtotal AS DECIMAL(28, 4)),
    CAST(discount AS DECIMAL(28, 4)),
    CAST(tax AS DECIMAL(28, 4)),
    CAST(total AS DECIMAL(28, 4)),
    CAST(paid_by_credits AS DECIMAL(28, 4)),
    CAST(amount_due AS DECIMAL(28, 4)),
    taxes,
    NULL,
    NULL,
    NULL
  FROM draft_invoices
  WHERE invoice_id = :document
),

lines AS (
  SELECT invoice_id, line_number, subscription_id, description, line_type, period_start, period_end, quantity, unit_amount,
    amount, discount, tax_rate_id, tax
  FROM invoice_lines
  UNION ALL
  SELECT invoice_id, line_number, subscription_id, description, line_type, period_start, period_end, quantity, unit_amount,
    amount, discount, tax_rate_id, tax
  FROM draft_invoice_lines
)

SELECT
  d.*,
  CASE
    WHEN d.state <> 'final' OR d.total < 0 OR d.refers_to IS NOT NULL THEN NULL
    ELSE coalesce(e.status, IF(d.amount_due > 0, 'open', 'paid'))
  END AS status,
  e.balance,
  e.events,
  l.line_rows
FROM documents d
LEFT JOIN (
  SELECT invoice_id, array_sort(collect_list(struct(line_number, subscription_id, description, line_type, period_start, period_end,
    quantity, unit_amount, amount, discount, tax_rate_id, tax))) AS line_rows
  FROM lines
  WHERE invoice_id IN (SELECT invoice_id FROM documents)
  GROUP BY invoice_id
) l ON l.invoice_id = d.invoice_id
LEFT JOIN (
  SELECT
    invoice_id,
    max_by(status, event_number) AS status,
    max_by(balance, event_number) AS balance,
    array_sort(collect_list(struct(event_number, event_date, event, amount, status, balance, reason))) AS events
  FROM invoice_events
  WHERE invoice_id IN (SELECT invoice_id FROM documents)
  GROUP BY invoice_id
) e ON e.invoice_id = d.invoice_id
