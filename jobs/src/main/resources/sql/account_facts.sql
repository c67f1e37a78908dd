-- What invoices need to know of each account beside its charges. One row per account.
-- A grant that was given to another account stays with the one that had it, as far as the ledger knows it there.

WITH kept AS (
  SELECT
    credit_grant_id,
    account_id,
    -coalesce(sum(amount) FILTER (WHERE ledger_account = 'issued'), 0) AS granted,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'burned'), 0) AS burned,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'expired'), 0) AS expired
  FROM credit_ledger
  GROUP BY credit_grant_id, account_id
),

burned AS (
  SELECT credit_grant_id, sum(burned) AS burned FROM kept GROUP BY credit_grant_id
),

grants_of AS (
  SELECT
    a.account_id,
    collect_list(named_struct(
      'credit_grant_id', g.credit_grant_id,
      'is_own', a.account_id = g.account_id,
      'kind', g.kind,
      'amount', g.amount,
      'unit', g.currency,
      'priority', g.priority,
      'valid_from', g.valid_from,
      'valid_until', g.valid_until,
      'granted_at', g.granted_at,
      'charges', g.charges,
      'products', g.products,
      'granted', CAST(coalesce(k.granted, 0) AS DECIMAL(38, 4)),
      'burned', CAST(coalesce(k.burned, 0) AS DECIMAL(38, 4)),
      'expired', CAST(coalesce(k.expired, 0) AS DECIMAL(38, 4)),
      'burned_elsewhere', CAST(coalesce(b.burned, 0) - coalesce(k.burned, 0) AS DECIMAL(38, 4)))) AS grants
  FROM (
    SELECT credit_grant_id, account_id FROM credit_grants
    UNION
    SELECT credit_grant_id, account_id FROM kept
  ) a
  JOIN credit_grants g ON g.credit_grant_id = a.credit_grant_id
  LEFT JOIN kept k ON k.credit_grant_id = a.credit_grant_id AND k.account_id = a.account_id
  LEFT JOIN burned b ON b.credit_grant_id = a.credit_grant_id
  GROUP BY a.account_id
),

invoiced AS (
  SELECT account_id, seller_id, currency, payment_terms_days, billing_date, count(*) AS invoices
  FROM invoices
  GROUP BY account_id, seller_id, currency, payment_terms_days, billing_date
),

earlier AS (
  SELECT
    account_id,
    collect_list(named_struct(
      'seller_id', seller_id,
      'currency', currency,
      'payment_terms_days', payment_terms_days,
      'billing_date', billing_date,
      'invoices', invoices)) AS earlier
  FROM invoiced
  GROUP BY account_id
)

SELECT a.*, g.grants, e.earlier
FROM accounts a
LEFT JOIN grants_of g ON g.account_id = a.account_id
LEFT JOIN earlier e ON e.account_id = a.account_id
