-- Names that stand for somebody else since events under them were billed. One row per name and billed period.

WITH names AS (
  SELECT key AS subject, account_id, subscription_id, since_token FROM account_keys
  UNION ALL
  SELECT user_id, account_id, NULL, since_token
  FROM users
  WHERE user_id NOT IN (SELECT key FROM account_keys)
)

SELECT
  b.subject,
  b.subscription_id,
  b.period_start,
  array_distinct(flatten(collect_list(b.meters))) AS meters,
  first(coalesce(n.subscription_id, n.account_id)) AS owner
FROM billed_events b
JOIN (SELECT * FROM names WHERE since_token > 0) n
  ON n.subject = b.subject
  AND n.since_token >= b.run_token
  AND (n.account_id <> b.account_id OR n.subscription_id <> b.subscription_id)
GROUP BY b.subject, b.subscription_id, b.period_start
