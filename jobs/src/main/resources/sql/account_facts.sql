-- What invoices need to know of each account beside its charges. One row per account.
-- Grants are one entry each, and one per recurrence that the ledger has of it.
-- A grant that was given to another account stays with the one that had it, as far as the ledger knows it there.

WITH granted AS (
  SELECT * FROM credit_grants
  UNION ALL
  SELECT
    commitment_id,
    account_id,
    'prepaid',
    amount,
    currency,
    0,
    start_date,
    end_date,
    CAST(start_date AS TIMESTAMP),
    CAST(array() AS ARRAY<STRING>),
    products,
    NULL,
    NULL,
    NULL,
    NULL
  FROM commitments
  WHERE kind = 'prepaid'
),

kept AS (
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
    SELECT credit_grant_id, account_id FROM granted
    UNION
    SELECT credit_grant_id, account_id FROM kept
  ) a
  JOIN granted g ON g.credit_grant_id = a.credit_grant_id
  LEFT JOIN burned b ON b.credit_grant_id = a.credit_grant_id
  LEFT JOIN kept k ON k.credit_grant_id = a.credit_grant_id AND k.account_id = a.account_id AND k.number = b.number
  GROUP BY a.account_id
),

spent AS (
  SELECT commitment_id, collect_list(struct(plan_id, charge_id, amount)) AS spent
  FROM (
    SELECT c.commitment_id, l.plan_id, l.charge_id, CAST(sum(l.amount) AS DECIMAL(38, 4)) AS amount
    FROM commitments c
    JOIN committed_lines l ON l.account_id = c.account_id AND l.currency = c.currency
    WHERE (c.kind = 'postpaid' OR c.overage_factor > 1)
      AND l.charge_type <> 'commitment'
      -- The day that a line is earned on: the first if it is billed ahead, else the last.
      AND if(l.period_end > l.billing_date, l.period_start, date_sub(l.period_end, 1)) >= c.start_date
      AND if(l.period_end > l.billing_date, l.period_start, date_sub(l.period_end, 1)) < c.end_date
    GROUP BY c.commitment_id, l.plan_id, l.charge_id
  )
  GROUP BY commitment_id
),

billed AS (
  SELECT
    charge_id AS commitment_id,
    sum(amount) FILTER (WHERE line_type <> 'commitment_overage') AS billed,
    sum(amount) FILTER (WHERE line_type = 'commitment_overage') AS overage
  FROM committed_lines
  -- What is taken back of a commitment is not asked for again; what replaces that asks for the same.
  WHERE charge_type = 'commitment' AND credited_line IS NULL
  GROUP BY charge_id
),

commitments_of AS (
  SELECT
    c.account_id,
    collect_list(struct(
      c.*,
      s.spent,
      CAST(coalesce(b.billed, 0) AS DECIMAL(38, 4)) AS billed,
      CAST(coalesce(b.overage, 0) AS DECIMAL(38, 4)) AS overage)) AS commitments
  FROM commitments c
  LEFT JOIN spent s ON s.commitment_id = c.commitment_id
  LEFT JOIN billed b ON b.commitment_id = c.commitment_id
  GROUP BY c.account_id
),

invoiced AS (
  SELECT account_id, seller_id, currency, payment_terms_days, billing_date, count(*) AS invoices
  FROM invoices
  WHERE refers_to IS NULL AND replaces IS NULL
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
),

-- The last twelve of each, the latest first.
past AS (
  SELECT
    account_id,
    collect_list(named_struct('seller_id', seller_id, 'currency', currency, 'subtotals', subtotals)) AS past
  FROM (
    SELECT
      account_id,
      seller_id,
      currency,
      slice(sort_array(collect_list(struct(billing_date, invoice_id, subtotal)), FALSE), 1, 12).subtotal AS subtotals
    FROM past_invoices
    GROUP BY account_id, seller_id, currency
  )
  GROUP BY account_id
)

SELECT
  a.*,
  g.grants,
  c.commitments,
  -- Who invoices what no charge is beside; empty if nothing says it.
  coalesce(a.seller_id, (SELECT if(count(*) = 1, min(seller_id), '') FROM sellers)) AS own_seller,
  0 AS own_payment_terms_days,
  e.earlier,
  p.past
FROM accounts a
LEFT JOIN commitments_of c ON c.account_id = a.account_id
LEFT JOIN grants_of g ON g.account_id = a.account_id
LEFT JOIN earlier e ON e.account_id = a.account_id
LEFT JOIN past p ON p.account_id = a.account_id
