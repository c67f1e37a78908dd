-- The numbers of the drafts that are due, which follow on the last of their seller's series without a gap. What comes to less
-- than nothing is a credit note, as is what takes an invoice back, and these have a series of their own. One row per draft.

WITH last_numbers AS (
  SELECT seller_id, series, max(sequence) AS sequence
  FROM invoices
  GROUP BY seller_id, series
),

in_series AS (
  SELECT
    d.invoice_id,
    d.seller_id,
    d.billing_date,
    d.account_id,
    d.currency,
    d.payment_terms_days,
    CASE WHEN d.total < 0 OR d.refers_to IS NOT NULL THEN concat(s.invoice_prefix, 'CN-') ELSE s.invoice_prefix END AS series
  FROM due_drafts d
  JOIN sellers s ON s.seller_id = d.seller_id
),

sequenced AS (
  SELECT
    d.invoice_id,
    d.series,
    coalesce(l.sequence, 0) + row_number() OVER (
      PARTITION BY d.seller_id, d.series
      ORDER BY d.billing_date, d.account_id, d.currency, d.payment_terms_days, d.invoice_id) AS sequence
  FROM in_series d
  LEFT JOIN last_numbers l ON l.seller_id = d.seller_id AND l.series = d.series
)

SELECT
  invoice_id,
  series,
  CAST(sequence AS BIGINT) AS sequence,
  concat(series, lpad(CAST(sequence AS STRING), greatest(6, length(CAST(sequence AS STRING))), '0')) AS number
FROM sequenced
