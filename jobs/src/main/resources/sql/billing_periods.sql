-- Begun billing periods with what of them has been billed for good. One row per subscription and period.

WITH settled AS (
  SELECT
    subscription_id,
    period_start,
    bool_or(timing = 'advance') AS advance_finalized,
    max(CASE WHEN timing = 'arrears' THEN landing END) AS arrears_landing,
    max(CASE WHEN timing = 'arrears' THEN run_token END) AS arrears_token
  FROM finalized_periods
  GROUP BY subscription_id, period_start
)

SELECT
  p.*,
  coalesce(s.advance_finalized, FALSE) AS advance_finalized,
  s.arrears_landing,
  s.arrears_token
FROM begun_periods p
LEFT JOIN settled s ON s.subscription_id = p.subscription_id AND s.period_start = p.period_start
