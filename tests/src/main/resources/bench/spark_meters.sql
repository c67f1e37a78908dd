-- All six meters in one pass: adding up per user first makes the exact unique count a count of rows.
-- One row per subscription and meter it used, as `usage` has them.

WITH by_user AS (
  SELECT
    subscription_id,
    CASE WHEN event_name = 'session' THEN user_id END AS user_id,
    count_if(event_name = 'api_call' AND status < 500) AS api_calls,
    sum(CASE WHEN event_name = 'completion' THEN tokens END) AS tokens,
    sum(CASE WHEN event_name = 'transfer' THEN gigabytes END) AS transferred,
    max(CASE WHEN event_name = 'storage' THEN gigabytes END) AS stored_peak,
    max(CASE WHEN event_name = 'storage' THEN struct(event_time, gigabytes) END) AS last_stored
  FROM month_events
  GROUP BY 1, 2
),

wide AS (
  SELECT
    subscription_id,
    nullif(sum(api_calls), 0) AS api_calls,
    sum(tokens) AS tokens,
    sum(transferred) AS transferred,
    max(stored_peak) AS stored_peak,
    max(last_stored).gigabytes AS stored,
    nullif(count(user_id), 0) AS users
  FROM by_user
  GROUP BY subscription_id
)

SELECT *
FROM (
  SELECT
    subscription_id,
    stack(6,
      'api_calls', CAST(api_calls AS DECIMAL(38, 18)),
      'tokens', CAST(tokens AS DECIMAL(38, 18)),
      'transferred', CAST(transferred AS DECIMAL(38, 18)),
      'stored_peak', CAST(stored_peak AS DECIMAL(38, 18)),
      'stored', CAST(stored AS DECIMAL(38, 18)),
      'users', CAST(users AS DECIMAL(38, 18))) AS (meter_id, quantity)
  FROM wide
)
WHERE quantity IS NOT NULL
