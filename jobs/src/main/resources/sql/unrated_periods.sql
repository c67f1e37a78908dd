-- Billing periods with an end that is not billed yet, with what is counted for them and what of their time charges
-- were billed for already. One row per subscription and period.

WITH unrated AS (
  SELECT
    *,
    NOT advance_finalized AS is_advance_open,
    is_metered AND arrears_landing IS NULL AS is_arrears_open
  FROM billing_periods
  WHERE NOT advance_finalized OR (is_metered AND arrears_landing IS NULL)
),

since AS (
  SELECT subscription_id, min(fees_since) AS fees_since, min(period_index) AS period_index
  FROM unrated
  GROUP BY subscription_id
),

billed AS (
  SELECT
    b.subscription_id,
    collect_list(struct(b.charge_id, b.start_date, b.end_date, b.full_days, b.timing, b.charge_type, b.amount,
      b.unit, b.billing_date, b.plan_id)) AS billed
  FROM billed_time b
  JOIN since s
    ON s.subscription_id = b.subscription_id
    -- Of a time that goes on, changes may have been billed up to any day.
    AND (b.end_date >= s.fees_since OR b.charge_type IN ('change', 'usage', 'interim') OR b.charge_type = 'one_time' AND s.period_index = 0)
  GROUP BY b.subscription_id
)

SELECT p.*, q.counted, b.billed
FROM unrated p
LEFT JOIN counted_quantities q ON q.subscription_id = p.subscription_id AND q.plan_id = p.stretch_plan
LEFT JOIN billed b ON b.subscription_id = p.subscription_id
