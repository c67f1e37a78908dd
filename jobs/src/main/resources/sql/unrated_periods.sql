-- Billing periods with an end that is not billed yet, and their usage. One row per subscription and period.

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
    quantity: DECIMAL(38, 18), events: BIGINT, skipped_events: BIGINT>>)) AS cells
FROM billing_periods p
LEFT JOIN cells c ON c.subscription_id = p.subscription_id AND c.period_start = p.period_start
WHERE NOT p.advance_finalized OR p.arrears_landing IS NULL
