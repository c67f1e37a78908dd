-- What was billed for days that are not the subscription's any more. One row per stretch of days of a charge. What was
-- billed ahead beyond the end is given back with the last period, and told only where that was billed already.

SELECT b.*, s.start_date AS subscription_start, s.end_date AS subscription_end
FROM billed_time b
JOIN outside o ON o.subscription_id = b.subscription_id
JOIN subscriptions s ON s.subscription_id = b.subscription_id
-- What was given back is not billed.
LEFT ANTI JOIN billed_time u
  ON u.charge_type = 'unused'
  AND u.subscription_id = b.subscription_id
  AND u.charge_id = b.charge_id
  AND u.plan_id = b.plan_id
  AND u.end_date = b.end_date
-- The last period gives it back.
LEFT ANTI JOIN open_periods p
  ON p.subscription_id = b.subscription_id
  AND p.period_end = s.end_date
  AND b.timing = 'advance'
  AND b.start_date >= s.start_date
  AND b.start_date < s.end_date
WHERE b.charge_type NOT IN ('one_time', 'unused', 'change', 'usage', 'interim')
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
