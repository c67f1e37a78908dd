-- In what state every accepted event is before this run finalizes anything. One row per day, event name, state
-- and the billing period it is in for, if any; each event is in one state, so the counts add up to the events.
-- An event that several subscriptions could pay for is in the best state that any of them gives it.

WITH candidates AS (
  SELECT
    *,
    CASE
      WHEN is_counted AND is_billed THEN 1
      WHEN is_counted AND NOT is_late THEN 2
      WHEN is_counted THEN 3
      WHEN is_ambiguous THEN 4
      WHEN subscription_id IS NOT NULL THEN 5
      ELSE 6
    END AS rank
  FROM counted_events
),

states AS (
  SELECT
    event_date,
    event_name,
    min(struct(rank, subscription_id, period_start)) AS state
  FROM candidates
  GROUP BY source, identity_hash, event_id, event_date, event_name
)

SELECT
  event_date,
  event_name,
  element_at(array('billed', 'open', 'late', 'ambiguous', 'unpriced', 'unmatched'), state.rank) AS state,
  state.subscription_id,
  state.period_start,
  count(*) AS events
FROM states
GROUP BY event_date, event_name, state
