-- In what state every accepted event is once this run is published. One row per event name and state.

SELECT
  c.event_name,
  CASE
    WHEN c.state = 'open' AND f.subscription_id IS NOT NULL AND i.subscription_id IS NOT NULL THEN 'included'
    WHEN c.state = 'open' AND f.subscription_id IS NOT NULL THEN 'billed'
    ELSE c.state
  END AS state,
  sum(c.events) AS events
FROM event_counts c
LEFT JOIN new_finalized_periods f
  ON f.subscription_id = c.subscription_id
  AND f.period_start = c.period_start
  AND f.timing = 'arrears'
LEFT JOIN included_usage i
  ON i.subscription_id = c.subscription_id
  AND i.period_start = c.period_start
  AND i.event_name = c.event_name
GROUP BY 1, 2

UNION ALL
SELECT event_name, 'unmatched', count(*)
FROM unmatched_events
GROUP BY event_name

UNION ALL
SELECT event_name, 'withdrawn', count(*)
FROM withdrawn_events
GROUP BY event_name
