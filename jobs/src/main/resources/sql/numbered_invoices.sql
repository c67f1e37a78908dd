-- The due drafts with their numbers, and a fingerprint of each with its lines. One row per invoice or credit note.

WITH numbered AS (
  SELECT
    d.invoice_id,
    d.seller_id,
    n.series,
    n.sequence,
    n.number,
    d.account_id,
    d.account_name,
    d.currency,
    d.billing_date,
    CAST(:as_of AS DATE) AS issue_date,
    d.payment_terms_days,
    date_add(:as_of, d.payment_terms_days) AS due_date,
    CAST(d.subtotal AS DECIMAL(28, 4)) AS subtotal,
    CAST(d.discount AS DECIMAL(28, 4)) AS discount,
    CAST(d.tax AS DECIMAL(28, 4)) AS tax,
    CAST(d.total AS DECIMAL(28, 4)) AS total,
    CAST(d.paid_by_credits AS DECIMAL(28, 4)) AS paid_by_credits,
    CAST(d.amount_due AS DECIMAL(28, 4)) AS amount_due,
    d.taxes,
    d.lines,
    d.exchange_rates,
    d.line_rows
  FROM due_drafts d
  JOIN invoice_numbers n ON n.invoice_id = d.invoice_id
)

SELECT
  * EXCEPT (line_rows),
  sha2(concat_ws('\n',
    to_json(struct(
      invoice_id, number, account_id, account_name, currency, billing_date, issue_date, payment_terms_days, due_date,
      subtotal, discount, tax, total, paid_by_credits, amount_due, taxes, exchange_rates)),
    to_json(transform(line_rows, l -> struct(
      l.line_number AS line_number,
      l.subscription_id AS subscription_id,
      l.plan_id AS plan_id,
      l.charge_id AS charge_id,
      l.charge_type AS charge_type,
      l.line_type AS line_type,
      l.description AS description,
      l.period_start AS period_start,
      l.period_end AS period_end,
      l.quantity AS quantity,
      l.unit_amount AS unit_amount,
      l.exact_amount AS exact_amount,
      l.amount AS amount,
      l.discount AS discount,
      l.tax_rate_id AS tax_rate_id,
      l.tax_percent AS tax_percent,
      l.tax AS tax,
      l.currency AS currency,
      l.charged_account_id AS charged_account_id,
      l.price_currency AS price_currency,
      l.price_amount AS price_amount,
      l.exchange_rate AS exchange_rate,
      l.exchange_date AS exchange_date)))), 256) AS content_hash
FROM numbered
