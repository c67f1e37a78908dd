-- What groups of events add up to for each meter that counts some of them. One row per group, meter, split and scope.
-- What is billed counts only for meters that see history; what came late counts for these twice, as late and as history.

SELECT
  account_id,
  subscription_id,
  plan_id,
  period_start,
  scope,
  part.* EXCEPT (sees_history, texts),
  CAST(NULL AS BIGINT) AS distinct_values
FROM event_groups
LATERAL VIEW explode(parts) exploded AS part
LATERAL VIEW explode(
  CASE
    WHEN part.sees_history AND is_late THEN array('history', 'late')
    WHEN part.sees_history THEN array('history')
    WHEN is_billed THEN CAST(array() AS ARRAY<STRING>)
    WHEN is_late THEN array('late')
    ELSE array('open')
  END) scopes AS scope
WHERE subscription_id IS NOT NULL
