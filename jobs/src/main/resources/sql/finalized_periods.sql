-- The ends of billing periods that this run bills for good. One row per subscription, period and timing.
-- An end that is due but has nothing to invoice is closed as well; one on an invoice that waits stays open. The periods of a
-- run on demand are those of one account.

WITH open_ends AS (
  SELECT *, 'advance' AS timing, period_start AS billing_date
  FROM billing_periods
  WHERE NOT advance_finalized
  UNION ALL
  SELECT *, 'arrears' AS timing, period_end AS billing_date
  FROM billing_periods
  WHERE is_metered AND arrears_landing IS NULL
),

waiting AS (
  SELECT account_id, seller_id, currency, payment_terms_days, billing_date FROM waiting_invoices
  UNION ALL
  -- What an account pays for others waits with its own.
  SELECT p.account_id, w.seller_id, w.currency, w.payment_terms_days, w.billing_date
  FROM waiting_invoices w
  JOIN paid_for p ON p.paid_by = w.account_id
),

early AS (
  SELECT account_id, seller_id, currency, payment_terms_days, billing_date FROM early_invoices
  UNION ALL
  SELECT p.account_id, e.seller_id, e.currency, e.payment_terms_days, e.billing_date
  FROM early_invoices e
  JOIN paid_for p ON p.paid_by = e.account_id
)

SELECT
  e.subscription_id,
  e.account_id,
  e.plan_id,
  e.time_zone,
  e.period_index,
  e.period_start,
  e.period_end,
  e.period_full_days,
  e.start_utc,
  e.end_utc,
  e.timing,
  e.billing_date,
  CAST(:landing AS BIGINT) AS landing,
  CAST(:token AS BIGINT) AS run_token,
  CAST(:as_of AS DATE) AS finalized_on
FROM open_ends e
LEFT JOIN billed_in b ON b.account_id = e.account_id
LEFT ANTI JOIN waiting w
  ON w.account_id = e.account_id
  AND w.seller_id = e.seller_id
  AND w.currency = coalesce(b.currency, e.currency)
  AND w.payment_terms_days = e.payment_terms_days
  AND w.billing_date = e.billing_date
LEFT JOIN early y
  ON y.account_id = e.account_id
  AND y.seller_id = e.seller_id
  AND y.currency = coalesce(b.currency, e.currency)
  AND y.payment_terms_days = e.payment_terms_days
  AND y.billing_date = e.billing_date
-- What is billed on demand, or asked for, does not wait for late events.
WHERE date_add(e.billing_date, CASE WHEN :on_demand OR y.account_id IS NOT NULL THEN 0 ELSE e.grace_days END) <= :as_of
