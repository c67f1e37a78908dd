-- What each account would be invoiced at each billing date, from the charges that are not billed for good.
-- One row per account, seller, currency, payment terms and billing date; nothing to say, no row.

WITH unmeasured AS (
  SELECT subscription_id, charge_id, period_start, min(message) AS reason
  FROM metering_findings
  WHERE issue IN ('quantity_too_large', 'too_many_dimension_values')
  GROUP BY subscription_id, charge_id, period_start
),

grouped AS (
  SELECT
    account_id,
    seller_id,
    currency,
    payment_terms_days,
    billing_date,
    date_add(billing_date, max(grace_days)) AS earliest_issue_date,
    CAST(sum(amount) AS DECIMAL(28, 4)) AS total,
    CAST(sum(size(lines)) AS INT) AS lines,
    array_join(array_sort(collect_set(
      concat(c.subscription_id, ': ', coalesce(c.held_reason, u.reason)))), '; ') AS held_reason
  FROM open_charges c
  LEFT JOIN unmeasured u
    ON u.subscription_id = c.subscription_id
    AND u.charge_id = c.charge_id
    AND u.period_start = c.period_start
  GROUP BY account_id, seller_id, currency, payment_terms_days, billing_date
),

-- A billing date that was invoiced before gets another invoice, for example for a subscription that was
-- imported later.
earlier AS (
  SELECT account_id, seller_id, currency, payment_terms_days, billing_date, count(*) AS invoices
  FROM invoices
  GROUP BY account_id, seller_id, currency, payment_terms_days, billing_date
)

SELECT
  substring(sha2(concat_ws('|', g.seller_id, g.account_id, g.currency, g.payment_terms_days, g.billing_date,
    coalesce(e.invoices, 0)), 256), 1, 32) AS invoice_id,
  g.account_id,
  a.name AS account_name,
  g.seller_id,
  g.currency,
  g.payment_terms_days,
  g.billing_date,
  g.earliest_issue_date,
  g.total,
  g.lines,
  CASE
    WHEN g.held_reason <> '' THEN 'held'
    WHEN g.earliest_issue_date <= :as_of THEN 'due'
    ELSE 'open'
  END AS state,
  nullif(g.held_reason, '') AS held_reason
FROM grouped g
JOIN accounts a ON a.account_id = g.account_id
LEFT JOIN earlier e
  ON e.account_id = g.account_id
  AND e.seller_id = g.seller_id
  AND e.currency = g.currency
  AND e.payment_terms_days = g.payment_terms_days
  AND e.billing_date = g.billing_date
WHERE g.lines > 0 OR g.held_reason <> ''
