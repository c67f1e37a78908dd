-- In what state every accepted event is once this run is published. One row per day, event name and state.

SELECT
  s.event_date,
  s.event_name,
  CASE WHEN s.state = 'open' AND f.subscription_id IS NOT NULL THEN 'billed' ELSE s.state END AS state,
  sum(s.events) AS events
FROM event_states s
LEFT JOIN new_finalized_periods f
  ON f.subscription_id = s.subscription_id
  AND f.period_start = s.period_start
  AND f.timing = 'arrears'
GROUP BY 1, 2, 3
