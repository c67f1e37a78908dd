-- What each account would be invoiced at each billing date, from the charges that are not billed for good.
-- One row per account, seller, currency, payment terms and billing date; nothing to say, no row. Nothing is said of
-- what is due, costs nothing and is of plans that skip such invoices.

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
    c.currency,
    payment_terms_days,
    billing_date,
    date_add(billing_date, max(grace_days)) AS earliest_issue_date,
    sum(amount) AS total,
    CAST(sum(size(lines)) AS INT) AS lines,
    max(abs(amount)) = 0 AND bool_and(coalesce(p.skips_zero, FALSE)) AS is_skipped,
    array_join(array_sort(collect_set(
      concat(c.subscription_id, ': ', coalesce(c.held_reason, u.reason)))), '; ') AS held_reason
  FROM open_charges c
  LEFT JOIN plans p ON p.plan_id = c.plan_id
  LEFT JOIN unmeasured u
    ON u.subscription_id = c.subscription_id
    AND u.charge_id = c.charge_id
    AND u.period_start = c.period_start
  GROUP BY account_id, seller_id, c.currency, payment_terms_days, billing_date
),

wanted AS (
  SELECT
    *,
    earliest_issue_date <= :as_of AS is_due,
    count_if(earliest_issue_date <= :as_of) OVER (PARTITION BY account_id) AS due_invoices
  FROM grouped
  WHERE (lines > 0 OR held_reason <> '')
    AND NOT (is_skipped AND held_reason = '' AND earliest_issue_date <= :as_of)
),

-- Reasons of the invoice itself follow those of its charges.
judged AS (
  SELECT
    w.* EXCEPT (held_reason),
    nullif(concat_ws('; ',
      nullif(held_reason, ''),
      CASE WHEN abs(total) > m.amount THEN 'its total is more than can be invoiced' END,
      CASE WHEN is_due AND due_invoices > :most_due THEN concat(due_invoices,
        ' invoices of the account are due at once; --most-due ', due_invoices, ' lets them pass') END), '')
      AS held_reason
  FROM wanted w
  LEFT JOIN largest_amounts m ON m.currency = w.currency
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
    WHEN g.held_reason IS NOT NULL THEN 'held'
    WHEN g.total < 0 THEN 'credit'
    WHEN g.is_due THEN 'due'
    ELSE 'open'
  END AS state,
  coalesce(g.held_reason, CASE WHEN g.total < 0 THEN 'its total is negative, and there are no credit notes yet' END)
    AS held_reason
FROM judged g
JOIN accounts a ON a.account_id = g.account_id
LEFT JOIN earlier e
  ON e.account_id = g.account_id
  AND e.seller_id = g.seller_id
  AND e.currency = g.currency
  AND e.payment_terms_days = g.payment_terms_days
  AND e.billing_date = g.billing_date
