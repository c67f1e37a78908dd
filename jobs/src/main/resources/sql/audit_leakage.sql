-- Events that somebody sent and nobody pays for, as the published run found them. One row per finding. Late events of periods
-- that lines correct are paid for.

WITH corrected AS (
  SELECT subscription_id, period_start FROM invoice_lines WHERE charge_type = 'correction'
  UNION
  SELECT subscription_id, period_start FROM draft_invoice_lines WHERE charge_type = 'correction'
)

SELECT i.issue, i.account_id, i.subscription_id, i.charge_id, i.subject, i.period_start, i.events, i.quantity
FROM billing_issues i
LEFT ANTI JOIN corrected c
  ON i.issue = 'late_events'
  AND c.subscription_id = i.subscription_id
  AND c.period_start = i.period_start
WHERE i.issue IN ('late_events', 'unmatched_events', 'ambiguous_subscription')
ORDER BY ALL
