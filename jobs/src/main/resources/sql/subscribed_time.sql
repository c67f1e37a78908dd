-- Subscriptions with the ends of periods at which they were billed for good. One row per subscription.

SELECT s.*, f.billed_ends
FROM subscriptions s
LEFT JOIN (
  SELECT
    subscription_id,
    collect_list(struct(timing, account_id, plan_id, time_zone, period_index, period_start, period_end,
      period_full_days, start_utc, end_utc, landing, run_token)) AS billed_ends
  FROM finalized_periods
  GROUP BY subscription_id
) f ON f.subscription_id = s.subscription_id
