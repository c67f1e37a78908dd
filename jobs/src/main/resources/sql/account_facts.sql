-- What invoices need to know of each account beside its charges. One row per account.
-- Grants are one entry each, and one per recurrence that the ledger has of it.
-- A grant that was given to another account stays with the one that had it, as far as the ledger knows it there.

WITH kept AS (
  SELECT
    credit_grant_id,
    account_id,
    coalesce(recurrence, 1) AS number,
    -coalesce(sum(amount) FILTER (WHERE ledger_account = 'issued'), 0) AS granted,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'burned'), 0) AS burned,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'expired'), 0) AS expired,
    coalesce(sum(amount) FILTER (WHERE entry = 'transfer' AND amount > 0), 0) AS received,
    -coalesce(sum(amount) FILTER (WHERE entry = 'transfer' AND amount < 0), 0) AS passed_on
  FROM credit_ledger
  GROUP BY credit_grant_id, account_id, coalesce(recurrence, 1)
),

burned AS (
  SELECT credit_grant_id, number, sum(burned) AS burned FROM kept GROUP BY credit_grant_id, number
),

grants_of AS (
  SELECT
    a.account_id,
    collect_list(struct(
      g.*,
      a.account_id = g.account_id AS is_own,
      b.number,
      CAST(coalesce(k.granted, 0) AS DECIMAL(38, 4)) AS granted,
      CAST(coalesce(k.burned, 0) AS DECIMAL(38, 4)) AS burned,
      CAST(coalesce(k.expired, 0) AS DECIMAL(38, 4)) AS expired,
      CAST(coalesce(k.received, 0) AS DECIMAL(38, 4)) AS received,
      CAST(coalesce(k.passed_on, 0) AS DECIMAL(38, 4)) AS passed_on,
      CAST(coalesce(b.burned, 0) - coalesce(k.burned, 0) AS DECIMAL(38, 4)) AS burned_elsewhere)) AS grants
  FROM (
    SELECT credit_grant_id, account_id FROM credit_grants
    UNION
    SELECT credit_grant_id, account_id FROM kept
  ) a
  JOIN credit_grants g ON g.credit_grant_id = a.credit_grant_id
  LEFT JOIN burned b ON b.credit_grant_id = a.credit_grant_id
  LEFT JOIN kept k ON k.credit_grant_id = a.credit_grant_id AND k.account_id = a.account_id AND k.number = b.number
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
