-- A fingerprint of each numbered invoice with its lines. One row per invoice.

WITH line_texts AS (
  SELECT
    invoice_id,
    to_json(array_sort(collect_list(struct(
      line_number, subscription_id, plan_id, charge_id, charge_type, line_type, description, period_start, period_end,
      quantity, unit_amount, exact_amount, amount, discount, tax_rate_id, tax_percent, tax, currency,
      charged_account_id, price_currency, price_amount, exchange_rate, exchange_date, tax_category)))) AS lines
  FROM draft_invoice_lines
  GROUP BY invoice_id
)

SELECT
  n.seller_id,
  n.series,
  n.sequence,
  sha2(concat_ws('\n',
    to_json(struct(
      n.invoice_id, n.number, n.account_id, n.account_name, n.currency, n.billing_date, n.issue_date,
      n.payment_terms_days, n.due_date, n.subtotal, n.discount, n.tax, n.total, n.paid_by_credits, n.amount_due,
      n.taxes, n.exchange_rates, n.purchase_order, n.buyer, n.seller)),
    l.lines), 256) AS content_hash
FROM numbered_invoices n
JOIN line_texts l ON l.invoice_id = n.invoice_id
ORDER BY n.seller_id, n.series, n.sequence
