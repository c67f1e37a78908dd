-- What else is signed when a month is closed: how things stand at that moment. One row per section, item and currency.

WITH differences AS (
  SELECT
    i.currency,
    CASE WHEN d.invoice_id IS NULL THEN 'not drafted before'
      WHEN i.total > d.total THEN 'more than drafted'
      ELSE 'less than drafted' END AS item,
    i.subtotal - i.discount - coalesce(d.subtotal - d.discount, 0) AS net,
    i.tax - coalesce(d.tax, 0) AS tax,
    i.total - coalesce(d.total, 0) AS total
  FROM new_invoices i
  LEFT JOIN drafts_before d ON d.invoice_id = i.invoice_id AND d.publication = i.publication
  WHERE d.invoice_id IS NULL OR d.total <> i.total
),

figures AS (
  SELECT
    'held' AS section,
    format_string('%s, %s: %s', account_id, string(billing_date), held_reason) AS item,
    currency,
    1 AS count,
    subtotal - discount AS net,
    tax,
    total
  FROM draft_invoices
  WHERE state = 'held' AND date_sub(billing_date, 1) <= :last_day

  UNION ALL
  SELECT 'changed', item, currency, count(*), sum(net), sum(tax), sum(total)
  FROM differences
  GROUP BY item, currency

  UNION ALL
  SELECT 'late', issue, NULL, sum(greatest(events, findings)), NULL, NULL, NULL
  FROM billing_issues
  WHERE period_start <= :last_day
    AND issue IN ('late_events', 'withdrawn_events', 'late_counter', 'corrected_usage', 'uncorrected_usage', 'closed_usage')
  GROUP BY issue

  UNION ALL
  SELECT 'receivables', item, currency, count_if(amount <> 0), NULL, NULL, sum(amount)
  FROM (
    SELECT currency, stack(8, 'not yet due', not_yet_due, 'overdue 1 to 30 days', overdue_1_30, 'overdue 31 to 60 days', overdue_31_60,
      'overdue 61 to 90 days', overdue_61_90, 'overdue from 91 days', overdue_91, 'uncollectible', uncollectible,
      'owed to accounts', owed_to_it, 'payments without invoice', unmatched) AS (item, amount)
    FROM receivables
  )
  GROUP BY item, currency
  HAVING sum(amount) <> 0

  UNION ALL
  SELECT 'waiting', 'payments that no run has seen', p.currency, count(*), NULL, NULL,
    sum(CASE p.kind WHEN 'payment' THEN p.amount WHEN 'failure' THEN 0 ELSE -p.amount END)
  FROM payments p
  LEFT ANTI JOIN invoice_events e ON e.payment_id = p.payment_id
  GROUP BY p.currency
)

SELECT
  section,
  item,
  currency,
  CAST(count AS BIGINT) AS count,
  CAST(net AS DECIMAL(38, 4)) AS net,
  CAST(tax AS DECIMAL(38, 4)) AS tax,
  CAST(total AS DECIMAL(38, 4)) AS total
FROM figures
