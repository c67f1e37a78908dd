-- Differences that were found while their time was open, of time that is billed for good by now: they stay as they were
-- found last. One row per finding, as in billing_issues.

WITH open_again AS (
  SELECT b.subscription_id, b.charge_id, b.start_date
  FROM billed_time b
  JOIN open_periods p
    ON p.subscription_id = b.subscription_id
    AND p.period_start < b.end_date
    AND p.period_end > b.start_date
)

SELECT i.*
FROM issues_before i
LEFT ANTI JOIN found f
  ON f.subscription_id = i.subscription_id
  AND f.charge_id = i.charge_id
  AND f.period_start = i.period_start
LEFT ANTI JOIN open_periods p
  ON p.subscription_id = i.subscription_id
  AND i.period_start >= p.period_start
  AND i.period_start < p.period_end
LEFT ANTI JOIN open_again o
  ON o.subscription_id = i.subscription_id
  AND o.charge_id = i.charge_id
  AND o.start_date = i.period_start
