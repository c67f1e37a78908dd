-- Billing periods of which an end was billed before something that counts towards it was imported or changed.
-- One row per subscription and period; the ends that were billed stand as the open ones, to be rated again.

WITH late AS (
  SELECT
    p.subscription_id,
    p.period_start,
    bool_or(f.timing = 'advance') AS is_advance,
    bool_or(f.timing = 'arrears') AS is_arrears
  FROM billing_periods p
  JOIN finalized_periods f
    ON f.subscription_id = p.subscription_id
    AND f.period_start = p.period_start
    AND f.period_end = p.period_end
  JOIN counted_charges c ON c.plan_id = p.plan_id
  JOIN given_quantities g
    ON g.source = c.source
    AND g.counted = c.counted
    AND g.account_id = p.account_id
    AND coalesce(g.subscription_id, p.subscription_id) = p.subscription_id
    AND g.since_token >= f.run_token
    AND g.earliest_from < p.period_end
  GROUP BY p.subscription_id, p.period_start
)

SELECT
  p.*,
  l.is_advance AS is_advance_open,
  l.is_arrears AS is_arrears_open,
  q.counted,
  CAST(NULL AS ARRAY<STRUCT<charge_id: STRING>>) AS billed
FROM billing_periods p
JOIN late l ON l.subscription_id = p.subscription_id AND l.period_start = p.period_start
LEFT JOIN counted_quantities q ON q.subscription_id = p.subscription_id AND q.plan_id = p.stretch_plan
