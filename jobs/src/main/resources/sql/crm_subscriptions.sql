-- What a CRM wants to know of each subscription. One row per subscription.

SELECT
  s.subscription_id,
  s.account_id,
  s.plan_id,
  p.plan_name,
  p.plan_status,
  p.currency,
  p.cadence,
  CASE
    WHEN s.end_date <= :as_of OR s.end_date <= s.start_date THEN 'ended'
    WHEN s.start_date > :as_of THEN 'upcoming'
    ELSE 'active'
  END AS state,
  s.start_date,
  s.end_date
FROM subscriptions s
LEFT JOIN plans p ON p.plan_id = s.plan_id
ORDER BY s.subscription_id
