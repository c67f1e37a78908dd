-- Periods that are billed for good, of whose usage something else is known than when it was looked at last, or whose
-- correction was not on an invoice for good by then. One row per subscription and period.

WITH told AS (
  SELECT subscription_id, period_start, issue, charge_id, events, quantity
  FROM findings
  WHERE issue IN ('late_events', 'withdrawn_events')
),

told_before AS (
  SELECT subscription_id, period_start, issue, charge_id, events, quantity
  FROM issues_before
  WHERE issue IN ('late_events', 'withdrawn_events')
),

changed AS (
  SELECT subscription_id, period_start, bool_or(is_told_since) AS is_told_since
  FROM (
    SELECT subscription_id, period_start, TRUE AS is_told_since FROM (SELECT * FROM told EXCEPT SELECT * FROM told_before)
    UNION ALL
    SELECT subscription_id, period_start, TRUE FROM (SELECT * FROM told_before EXCEPT SELECT * FROM told)
    UNION ALL
    SELECT subscription_id, period_start, issue = 'closed_usage'
    FROM issues_before
    WHERE issue IN ('corrected_usage', 'uncorrected_usage', 'closed_usage')
  )
  GROUP BY subscription_id, period_start
)

SELECT
  f.subscription_id,
  f.account_id,
  f.plan_id,
  f.period_start,
  f.period_end,
  f.landing,
  f.run_token,
  c.is_told_since
FROM finalized_periods f
JOIN changed c
  ON c.subscription_id = f.subscription_id
  AND c.period_start = f.period_start
WHERE f.timing = 'arrears'
