-- Credit notes that were asked for, as drafts that are due: what they take back is in notes, note_lines and note_taxes, all else
-- is as on their invoices. A line that is taken back whole is that of the invoice with its sign turned. One row per note.

WITH lines_of AS (
  SELECT
    n.note_id,
    sort_array(collect_list(named_struct(
      'line_number', n.line_number,
      'subscription_id', l.subscription_id,
      'plan_id', l.plan_id,
      'charge_id', l.charge_id,
      'charge_type', l.charge_type,
      'line_type', l.line_type,
      'description', concat('Credit of ', l.number, ': ', l.description),
      'period_start', l.period_start,
      'period_end', l.period_end,
      'quantity', CAST(IF(n.amount = -l.amount, -l.quantity, -1) AS DECIMAL(38, 18)),
      'unit_amount', CAST(IF(n.amount = -l.amount, l.unit_amount, -n.amount) AS DECIMAL(38, 18)),
      'exact_amount', CASE
        WHEN n.amount <> -l.amount THEN regexp_replace(CAST(n.amount AS STRING), '[.]?0+$', '')
        WHEN l.exact_amount = '0' THEN '0'
        WHEN l.exact_amount LIKE '-%' THEN substring(l.exact_amount, 2)
        ELSE concat('-', l.exact_amount) END,
      'amount', n.amount,
      'discount', n.discount,
      'tax_rate_id', l.tax_rate_id,
      'tax_percent', l.tax_percent,
      'tax', n.tax,
      'currency', l.currency,
      'charged_account_id', l.charged_account_id,
      'price_currency', IF(n.amount = -l.amount, l.price_currency, NULL),
      'price_amount', CAST(IF(n.amount = -l.amount, -l.price_amount, NULL) AS DECIMAL(28, 4)),
      'exchange_rate', IF(n.amount = -l.amount, l.exchange_rate, NULL),
      'exchange_date', IF(n.amount = -l.amount, l.exchange_date, NULL),
      'tax_category', l.tax_category,
      'credited_line', n.credited_line))) AS line_rows,
    count(*) AS lines
  FROM note_lines n
  JOIN invoice_lines l ON l.invoice_id = n.invoice_id AND l.line_number = n.credited_line
  GROUP BY n.note_id
),

-- In the order of the invoice's own.
rates AS (
  SELECT i.invoice_id, inline(transform(i.taxes, (tax, position) -> struct(tax, position)))
  FROM invoices i
  LEFT SEMI JOIN notes n ON n.invoice_id = i.invoice_id
),

taxes_of AS (
  SELECT
    n.note_id,
    transform(
      sort_array(collect_list(named_struct(
        'position', r.position,
        'tax', named_struct(
          'tax_rate_id', r.tax.tax_rate_id,
          'percent', r.tax.percent,
          'net', n.net,
          'tax', n.tax,
          'name', r.tax.name,
          'category', r.tax.category,
          'reason', r.tax.reason)))),
      one -> one.tax) AS taxes
  FROM note_taxes n
  JOIN rates r ON r.invoice_id = n.invoice_id AND r.tax.tax_rate_id = n.tax_rate_id
  GROUP BY n.note_id
)

SELECT
  n.note_id AS invoice_id,
  i.account_id,
  i.account_name,
  i.seller_id,
  i.currency,
  i.payment_terms_days,
  i.billing_date,
  CAST(:as_of AS DATE) AS earliest_issue_date,
  n.subtotal,
  n.discount,
  n.tax,
  n.total,
  n.paid_by_credits,
  n.amount_due,
  coalesce(t.taxes, array()) AS taxes,
  CAST(l.lines AS INT) AS lines,
  'due' AS state,
  CAST(NULL AS STRING) AS held_reason,
  i.exchange_rates,
  i.purchase_order,
  i.buyer,
  named_struct('invoice_id', i.invoice_id, 'number', i.number, 'issue_date', i.issue_date) AS refers_to,
  n.reason,
  CAST(NULL AS STRUCT<invoice_id: STRING, number: STRING, issue_date: DATE>) AS replaces,
  l.line_rows
FROM notes n
JOIN invoices i ON i.invoice_id = n.invoice_id
JOIN lines_of l ON l.note_id = n.note_id
LEFT JOIN taxes_of t ON t.note_id = n.note_id
