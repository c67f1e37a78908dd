-- Billing periods with an end that is not billed yet, with their usage and what is counted for them. One row per
-- subscription and period.

WITH cells AS (
  SELECT
    subscription_id,
    period_start,
    collect_list(struct(charge_id, dimension_values, quantity, events, skipped_events)) AS cells
  FROM usage
  GROUP BY subscription_id, period_start
)

SELECT
  p.*,
  coalesce(c.cells, CAST(array() AS ARRAY<STRUCT<charge_id: STRING, dimension_values: ARRAY<STRING>,
    quantity: DECIMAL(38, 18), events: BIGINT, skipped_events: BIGINT>>)) AS cells,
  q.counted
FROM billing_periods p
LEFT JOIN cells c ON c.subscription_id = p.subscription_id AND c.period_start = p.period_start
LEFT JOIN counted_quantities q ON q.subscription_id = p.subscription_id
WHERE NOT p.advance_finalized OR p.arrears_landing IS NULL
