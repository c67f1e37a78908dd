-- The stretches of time in which a subject's events count for a subscription. One row per subject and stretch.

SELECT
  s.subject,
  s.since_token,
  t.* EXCEPT (addressed),
  CAST(NULL AS BIGINT) AS after_landing,
  CAST(NULL AS BIGINT) AS up_to_landing,
  CAST(NULL AS ARRAY<BOOLEAN>) AS then_meters,
  CAST(NULL AS ARRAY<STRING>) AS then_names
FROM subjects s
JOIN stretches t
  ON t.account_id = s.account_id
  AND t.addressed = CASE WHEN s.subscription_id IS NULL THEN 'account' ELSE 'subscription' END
  AND (s.subscription_id IS NULL OR s.subscription_id = t.subscription_id)
