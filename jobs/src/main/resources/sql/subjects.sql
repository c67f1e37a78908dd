-- The names that events may call a payer by. One row per name.

SELECT key AS subject, account_id, subscription_id, since_token FROM account_keys
UNION ALL
-- Without an alias of that name, an account answers to its own id, then a subscription to its own.
SELECT account_id, account_id, NULL, 0
FROM accounts
WHERE account_id NOT IN (SELECT key FROM account_keys)
UNION ALL
SELECT subscription_id, account_id, subscription_id, 0
FROM subscriptions
WHERE subscription_id NOT IN (SELECT key FROM account_keys)
  AND subscription_id NOT IN (SELECT account_id FROM accounts)
UNION ALL
-- Nobody else's name is a user, who stands for their account.
SELECT user_id, account_id, NULL, since_token
FROM users
WHERE user_id NOT IN (SELECT key FROM account_keys)
  AND user_id NOT IN (SELECT account_id FROM accounts)
  AND user_id NOT IN (SELECT subscription_id FROM subscriptions)
