-- Everything that was said about counters and objects. One row per setting of a counter and per object.

SELECT
  'counter' AS source,
  counter AS counted,
  account_id,
  subscription_id,
  from_date,
  CAST(NULL AS DATE) AS until_date,
  quantity,
  from_date AS earliest_from,
  since_token
FROM counters
UNION ALL
SELECT
  'object',
  object_kind,
  account_id,
  subscription_id,
  active_from,
  active_until,
  CAST(NULL AS DECIMAL(38, 18)),
  earliest_from,
  since_token
FROM objects
