-- Accounts in which a subscription has begun since the published run beside another one: they may share events that
-- were dated ahead. One row per account.

SELECT account_id
FROM subscriptions
GROUP BY account_id
HAVING count(*) > 1 AND bool_or(start_date > :before AND start_date <= :as_of)
