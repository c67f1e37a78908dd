-- The stretches of time in which a subject's events count for a subscription. One row per subject and stretch.

WITH subjects AS (
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
)

SELECT s.subject, s.since_token, t.* EXCEPT (addressed)
FROM subjects s
JOIN stretches t
  ON t.account_id = s.account_id
  AND t.addressed = CASE WHEN s.subscription_id IS NULL THEN 'account' ELSE 'subscription' END
  AND (s.subscription_id IS NULL OR s.subscription_id = t.subscription_id)
