-- What holds invoices. One row per finding, as in billing_issues: a charge that cannot be billed, with the first period
-- of those in which it is so; an invoice that cannot be issued as a whole; an account with too many of them.

SELECT
  'held_charge' AS issue,
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  CAST(NULL AS STRING) AS subject,
  min(period_start) AS period_start,
  max(period_start) AS last_period_start,
  count(*) AS findings,
  CAST(0 AS BIGINT) AS events,
  CASE WHEN count(*) = 1 THEN max(quantity) END AS quantity,
  held_reason AS message
FROM open_charges
WHERE held_reason IS NOT NULL
GROUP BY account_id, subscription_id, charge_id, meter_id, held_reason

UNION ALL
SELECT
  'invoice_too_large',
  d.account_id,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  1,
  0,
  NULL,
  concat('the invoice of ', d.billing_date, ' comes to ', regexp_replace(d.total, '0{1,2}$', ''), ' ', d.currency,
    '; no more than ', regexp_replace(m.amount, '0{1,2}$', ''), ' can be invoiced at once')
FROM draft_invoices d
JOIN largest_amounts m ON m.currency = d.currency
WHERE abs(d.total) > m.amount

UNION ALL
SELECT
  'many_invoices_due',
  account_id,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  1,
  0,
  NULL,
  concat(count(*), ' invoices are due at once, of billing dates from ', min(billing_date), ' to ', max(billing_date),
    '; correct the start of its subscriptions, or let them pass with --most-due ', count(*),
    ' of `nightly` or `run open`')
FROM draft_invoices
WHERE earliest_issue_date <= :as_of
GROUP BY account_id
HAVING count(*) > :most_due
