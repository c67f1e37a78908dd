-- The due drafts with their numbers and their lines, as they are sealed. One row per invoice or credit note.

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
  d.purchase_order,
  d.buyer,
  struct(s.name, s.country, s.tax_id, s.address, s.city, s.postal_code, s.iban, s.bic) AS seller,
  d.refers_to,
  d.reason,
  d.replaces,
  d.line_rows
FROM due_drafts d
JOIN invoice_numbers n ON n.invoice_id = d.invoice_id
JOIN sellers s ON s.seller_id = d.seller_id
