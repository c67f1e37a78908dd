-- Accounts with whom other prices were agreed, of plans that price usage by the date of events. One row per account.

WITH changes AS (
  (SELECT * FROM price_adjustments EXCEPT SELECT * FROM old_price_adjustments)
  UNION ALL
  (SELECT * FROM old_price_adjustments EXCEPT SELECT * FROM price_adjustments)
)

SELECT DISTINCT s.account_id
FROM subscriptions s
JOIN changes c ON c.subscription_id = s.subscription_id
WHERE s.plan_id IN (SELECT plan_id FROM plans_by_day)
  OR s.subscription_id IN (
    SELECT subscription_id FROM plan_changes WHERE plan_id IN (SELECT plan_id FROM plans_by_day))
