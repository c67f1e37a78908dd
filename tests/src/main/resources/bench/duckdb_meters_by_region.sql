-- The six meters of each of five regions, which are thirty. One row per subscription and meter it used.

SELECT subscription_id, meter_id || '_' || region AS meter_id, quantity
FROM (
  UNPIVOT (
    SELECT
      subscription_id,
      region,
      nullif(count(*) FILTER (event_name = 'api_call' AND status < 500), 0)::DECIMAL(38, 18) AS api_calls,
      sum(tokens) FILTER (event_name = 'completion')::DECIMAL(38, 18) AS tokens,
      sum(gigabytes) FILTER (event_name = 'transfer')::DECIMAL(38, 18) AS transferred,
      max(gigabytes) FILTER (event_name = 'storage')::DECIMAL(38, 18) AS stored_peak,
      arg_max(gigabytes, event_time) FILTER (event_name = 'storage')::DECIMAL(38, 18) AS stored,
      nullif(count(DISTINCT user_id) FILTER (event_name = 'session'), 0)::DECIMAL(38, 18) AS users
    FROM month_events
    GROUP BY subscription_id, region
  )
  ON api_calls, tokens, transferred, stored_peak, stored, users
  INTO NAME meter_id VALUE quantity
)
