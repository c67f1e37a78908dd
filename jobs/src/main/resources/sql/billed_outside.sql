-- What was billed for days that are not the subscription's any more. One row per stretch of days of a charge.

SELECT b.*, s.start_date AS subscription_start, s.end_date AS subscription_end
FROM billed_time b
JOIN outside o ON o.subscription_id = b.subscription_id
JOIN subscriptions s ON s.subscription_id = b.subscription_id
WHERE b.charge_type <> 'one_time'
  AND (b.start_date < s.start_date OR b.end_date > s.end_date)

UNION ALL
SELECT
  c.subscription_id, c.account_id, c.plan_id, c.charge_id, c.charge_type, c.period_start, c.period_end,
  datediff(c.period_end, c.period_start), 'arrears', c.billing_date, c.currency, c.unit, c.amount, p.arrears_token,
  s.start_date, s.end_date
FROM charges c
JOIN periods p
  ON p.subscription_id = c.subscription_id
  AND p.period_start = c.period_start
  AND p.period_end = c.billing_date
JOIN subscriptions s ON s.subscription_id = c.subscription_id
WHERE c.charge_type = 'usage' AND c.amount <> 0
