-- How many values were not seen before, as partial usage. One row per key of usage_state.

SELECT
  account_id,
  subscription_id,
  plan_id,
  period_start,
  scope,
  meter_id,
  dimensions,
  dimension_values,
  CAST(0 AS BIGINT) AS events,
  CAST(0 AS BIGINT) AS usable_events,
  CAST(NULL AS DECIMAL(38, 18)) AS total,
  FALSE AS is_too_large,
  CAST(NULL AS DECIMAL(38, 18)) AS minimum,
  CAST(NULL AS DECIMAL(38, 18)) AS maximum,
  CAST(NULL AS STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING, value: DECIMAL(38, 18)>) AS last,
  count(*) AS distinct_values
FROM new_values
GROUP BY account_id, subscription_id, plan_id, period_start, scope, meter_id, dimensions, dimension_values
