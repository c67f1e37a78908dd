-- Invoices that are issued again in the place of void ones, as drafts that are due: with the same lines, to whom the account is by
-- now. One row per invoice.

WITH lines_of AS (
  SELECT
    invoice_id,
    sort_array(collect_list(struct(
      line_number, subscription_id, plan_id, charge_id, charge_type, line_type, description, period_start, period_end, quantity,
      unit_amount, exact_amount, amount, discount, tax_rate_id, tax_percent, tax, currency, charged_account_id, price_currency,
      price_amount, exchange_rate, exchange_date, tax_category, line_number AS credited_line))) AS line_rows
  FROM invoice_lines
  WHERE invoice_id IN (SELECT invoice_id FROM replacements)
  GROUP BY invoice_id
)

SELECT
  r.replacement_id AS invoice_id,
  i.account_id,
  a.name AS account_name,
  i.seller_id,
  i.currency,
  i.payment_terms_days,
  i.billing_date,
  CAST(:as_of AS DATE) AS earliest_issue_date,
  CAST(i.subtotal AS DECIMAL(38, 4)) AS subtotal,
  CAST(i.discount AS DECIMAL(38, 4)) AS discount,
  CAST(i.tax AS DECIMAL(38, 4)) AS tax,
  CAST(i.total AS DECIMAL(38, 4)) AS total,
  CAST(i.paid_by_credits AS DECIMAL(38, 4)) AS paid_by_credits,
  CAST(i.amount_due AS DECIMAL(38, 4)) AS amount_due,
  i.taxes,
  i.lines,
  'due' AS state,
  CAST(NULL AS STRING) AS held_reason,
  i.exchange_rates,
  a.purchase_order,
  struct(a.country, a.tax_id, a.address, a.city, a.postal_code) AS buyer,
  CAST(NULL AS STRUCT<invoice_id: STRING, number: STRING, issue_date: DATE>) AS refers_to,
  r.reason,
  named_struct('invoice_id', i.invoice_id, 'number', i.number, 'issue_date', i.issue_date) AS replaces,
  l.line_rows
FROM replacements r
JOIN invoices i ON i.invoice_id = r.invoice_id
JOIN accounts a ON a.account_id = i.account_id
JOIN lines_of l ON l.invoice_id = r.invoice_id
