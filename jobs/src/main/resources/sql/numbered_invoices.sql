-- The due drafts with their numbers, which follow on the last of their seller's series without a gap. What comes to less
-- than nothing is a credit note, and these have a series of their own. One row per invoice or credit note.

WITH last_numbers AS (
  SELECT seller_id, series, max(sequence) AS sequence
  FROM invoices
  GROUP BY seller_id, series
),

in_series AS (
  SELECT
    d.*,
    struct(s.name, s.country, s.tax_id, s.address, s.city, s.postal_code, s.iban, s.bic) AS seller,
    CASE WHEN d.total < 0 THEN concat(s.invoice_prefix, 'CN-') ELSE s.invoice_prefix END AS series
  FROM draft_invoices d
  JOIN sellers s ON s.seller_id = d.seller_id
  WHERE d.state = 'due'
),

sequenced AS (
  SELECT
    d.*,
    coalesce(l.sequence, 0) + row_number() OVER (
      PARTITION BY d.seller_id, d.series
      ORDER BY d.billing_date, d.account_id, d.currency, d.payment_terms_days, d.invoice_id) AS sequence
  FROM in_series d
  LEFT JOIN last_numbers l ON l.seller_id = d.seller_id AND l.series = d.series
)

SELECT
  invoice_id,
  seller_id,
  series,
  CAST(sequence AS BIGINT) AS sequence,
  concat(series, lpad(CAST(sequence AS STRING), greatest(6, length(CAST(sequence AS STRING))), '0')) AS number,
  account_id,
  account_name,
  currency,
  billing_date,
  CAST(:as_of AS DATE) AS issue_date,
  payment_terms_days,
  date_add(:as_of, payment_terms_days) AS due_date,
  CAST(subtotal AS DECIMAL(28, 4)) AS subtotal,
  CAST(discount AS DECIMAL(28, 4)) AS discount,
  CAST(tax AS DECIMAL(28, 4)) AS tax,
  CAST(total AS DECIMAL(28, 4)) AS total,
  CAST(paid_by_credits AS DECIMAL(28, 4)) AS paid_by_credits,
  CAST(amount_due AS DECIMAL(28, 4)) AS amount_due,
  taxes,
  lines,
  exchange_rates,
  purchase_order,
  buyer,
  seller
FROM sequenced
