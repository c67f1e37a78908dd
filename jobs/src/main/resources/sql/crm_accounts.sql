-- What a CRM wants to know of each customer. One row per account.

WITH bought AS (
  SELECT
    account_id,
    count_if(start_date <= :as_of AND (end_date IS NULL OR end_date > :as_of)) AS active_subscriptions,
    count_if(start_date > :as_of AND (end_date IS NULL OR end_date > start_date)) AS upcoming_subscriptions,
    array_join(array_sort(collect_set(
      CASE WHEN start_date <= :as_of AND (end_date IS NULL OR end_date > :as_of) THEN plan_id END)), ' ') AS plan_ids,
    min(start_date) AS customer_since,
    CASE WHEN bool_or(end_date IS NULL) THEN NULL ELSE max(end_date) END AS customer_until
  FROM subscriptions
  GROUP BY account_id
),

issued AS (
  SELECT
    account_id,
    count(*) AS invoices,
    max_by(struct(number, issue_date, due_date, total, currency), struct(issue_date, seller_id, sequence)) AS last
  FROM invoices
  WHERE issue_date <= :as_of
  GROUP BY account_id
),

waiting AS (
  SELECT
    account_id,
    min(billing_date) AS next_billing_date,
    array_join(array_sort(collect_set(held_reason)), '; ') AS held_reason
  FROM draft_invoices
  GROUP BY account_id
)

SELECT
  a.account_id,
  a.name,
  a.email,
  a.time_zone,
  a.seller_id,
  CASE
    WHEN b.active_subscriptions > 0 THEN 'active'
    WHEN b.upcoming_subscriptions > 0 THEN 'upcoming'
    WHEN b.account_id IS NOT NULL THEN 'ended'
    ELSE 'none'
  END AS state,
  coalesce(b.active_subscriptions, 0) AS active_subscriptions,
  nullif(b.plan_ids, '') AS plan_ids,
  b.customer_since,
  b.customer_until,
  coalesce(i.invoices, 0) AS invoices,
  i.last.number AS last_invoice_number,
  i.last.issue_date AS last_issue_date,
  i.last.due_date AS last_due_date,
  i.last.total AS last_total,
  i.last.currency AS last_currency,
  w.next_billing_date,
  nullif(w.held_reason, '') AS held_reason
FROM accounts a
LEFT JOIN bought b ON b.account_id = a.account_id
LEFT JOIN issued i ON i.account_id = a.account_id
LEFT JOIN waiting w ON w.account_id = a.account_id
ORDER BY a.account_id
