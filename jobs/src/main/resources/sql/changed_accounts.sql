-- Accounts whose events may count otherwise than in the published run: for another subscription, another period or
-- another meter. One row per account.

WITH changes AS (
  (SELECT account_id, time_zone FROM accounts EXCEPT SELECT account_id, time_zone FROM old_accounts)
  UNION ALL
  (SELECT account_id, time_zone FROM old_accounts EXCEPT SELECT account_id, time_zone FROM accounts)
),

key_changes AS (
  (SELECT * FROM account_keys EXCEPT SELECT * FROM old_account_keys)
  UNION ALL
  (SELECT * FROM old_account_keys EXCEPT SELECT * FROM account_keys)
),

user_changes AS (
  (SELECT user_id, account_id, since_token FROM users EXCEPT SELECT user_id, account_id, since_token FROM old_users)
  UNION ALL
  (SELECT user_id, account_id, since_token FROM old_users EXCEPT SELECT user_id, account_id, since_token FROM users)
),

subscription_changes AS (
  (SELECT subscription_id, account_id, plan_id, start_date, end_date FROM subscriptions
   EXCEPT SELECT subscription_id, account_id, plan_id, start_date, end_date FROM old_subscriptions)
  UNION ALL
  (SELECT subscription_id, account_id, plan_id, start_date, end_date FROM old_subscriptions
   EXCEPT SELECT subscription_id, account_id, plan_id, start_date, end_date FROM subscriptions)
),

plan_changes_changed AS (
  (SELECT * FROM plan_changes EXCEPT SELECT * FROM old_plan_changes)
  UNION ALL
  (SELECT * FROM old_plan_changes EXCEPT SELECT * FROM plan_changes)
)

SELECT account_id FROM changes
UNION
SELECT account_id FROM key_changes
UNION
SELECT account_id FROM subscription_changes
UNION
SELECT s.account_id FROM subscriptions s JOIN plan_changes_changed c ON c.subscription_id = s.subscription_id
UNION
SELECT account_id FROM user_changes
UNION
-- Who answered to a name that is an alias of somebody now.
SELECT key FROM key_changes
UNION
SELECT s.account_id FROM subscriptions s JOIN key_changes k ON k.key = s.subscription_id
UNION
SELECT s.account_id FROM subscriptions s JOIN changes c ON c.account_id = s.subscription_id
UNION
SELECT u.account_id
FROM users u
JOIN (
  SELECT key AS name FROM key_changes
  UNION
  SELECT account_id FROM changes
  UNION
  SELECT subscription_id FROM subscription_changes
) n ON n.name = u.user_id
UNION
SELECT account_id FROM subscriptions WHERE plan_id IN (SELECT plan_id FROM changed_plans)
UNION
SELECT s.account_id
FROM subscriptions s
JOIN plan_changes c ON c.subscription_id = s.subscription_id
WHERE c.plan_id IN (SELECT plan_id FROM changed_plans)
UNION
-- Who had one of them when it was billed has late events by it.
SELECT account_id FROM finalized_periods WHERE plan_id IN (SELECT plan_id FROM changed_plans)
