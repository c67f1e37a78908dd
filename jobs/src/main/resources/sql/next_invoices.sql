-- On which invoice the correction of a period comes: the first one of its subscription that is open; without any, or where
-- the plan wants it at once, an invoice of tonight. One row per corrected period.

WITH next AS (
  SELECT subscription_id, min_by(struct(billing_date, seller_id, payment_terms_days), billing_date) AS invoice
  FROM open_charges
  WHERE charge_type <> 'interim'
  GROUP BY subscription_id
)

SELECT
  p.*,
  a.payer_id,
  IF(p.is_at_once, NULL, n.invoice.billing_date) AS next_date,
  n.invoice.seller_id AS next_seller,
  n.invoice.payment_terms_days AS next_terms
FROM corrected_periods p
JOIN paying_accounts a ON a.account_id = p.account_id
LEFT JOIN next n ON n.subscription_id = p.subscription_id
