-- Subscriptions with what their account says about time and seller. One row per subscription.

SELECT
  s.subscription_id,
  s.account_id,
  a.name AS account_name,
  coalesce(a.seller_id, nullif(:default_seller, '')) AS seller_id,
  a.time_zone,
  s.plan_id,
  s.start_date,
  s.end_date,
  s.trial_days
FROM subscriptions s
JOIN accounts a ON a.account_id = s.account_id
