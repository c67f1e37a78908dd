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
    taxes
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
    taxes
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

SELECT d.*, l.line_rows
FROM documents d
LEFT JOIN (
  SELECT invoice_id, array_sort(collect_list(struct(line_number, subscription_id, description, line_type, period_start, period_end,
    quantity, unit_amount, amount, discount, tax_rate_id, tax))) AS line_rows
  FROM lines
  WHERE invoice_id IN (SELECT invoice_id FROM documents)
  GROUP BY invoice_id
) l ON l.invoice_id = d.invoice_id
