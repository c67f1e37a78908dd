-- The lines of the drafts. One row per part of a charge that has an amount of its own: a tier, a cell, a fee.
-- The charges of a subscription come in the order of its plan, as in a quote; each with its earlier days first.

SELECT
  d.invoice_id,
  CAST(row_number() OVER (
    PARTITION BY d.invoice_id
    ORDER BY c.subscription_id, c.charge_position, c.charge_id, c.period_start, part.position) AS INT) AS line_number,
  c.account_id,
  c.subscription_id,
  c.plan_id,
  c.charge_id,
  c.charge_type,
  part.line.line_type,
  concat_ws(': ', c.charge_name, nullif(part.line.label, '')) AS description,
  c.service_start AS period_start,
  c.service_end AS period_end,
  part.line.quantity,
  part.line.unit_amount,
  part.line.exact_amount,
  part.line.amount,
  c.currency,
  c.billing_date
FROM open_charges c
JOIN draft_invoices d
  ON d.account_id = c.account_id
  AND d.seller_id = c.seller_id
  AND d.currency = c.currency
  AND d.payment_terms_days = c.payment_terms_days
  AND d.billing_date = c.billing_date
LATERAL VIEW posexplode(c.lines) part AS position, line
