-- What two answers do not agree on, rows that only one of them has or has more than once included.
-- One row per subscription, meter and quantity.

WITH counted AS (
  SELECT subscription_id, meter_id, quantity, 1 AS found, 0 AS expected FROM found
  UNION ALL
  SELECT subscription_id, meter_id, quantity, 0, 1 FROM expected
),

unequal AS (
  SELECT subscription_id, meter_id, quantity, sum(found) AS found, sum(expected) AS expected
  FROM counted
  GROUP BY ALL
  HAVING sum(found) <> 1 OR sum(expected) <> 1
)

SELECT
  subscription_id,
  meter_id,
  coalesce(string_agg(quantity || CASE WHEN found > 1 THEN ' (' || found || ' times)' ELSE '' END, ' and ')
    FILTER (found > 0), 'nothing') AS found,
  coalesce(string_agg(quantity || CASE WHEN expected > 1 THEN ' (' || expected || ' times)' ELSE '' END, ' and ')
    FILTER (expected > 0), 'nothing') AS expected
FROM unequal
GROUP BY subscription_id, meter_id
