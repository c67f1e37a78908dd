-- In what state events are that several subscriptions of an account could pay for: the best that any of them gives it.
-- One row per account, event name, state, subscription and period; ambiguous ones by subject.

WITH candidates AS (
  SELECT
    e.*,
    CASE
      WHEN is_counted AND is_billed THEN 1
      WHEN is_counted AND NOT is_late THEN 2
      WHEN is_counted THEN 3
      WHEN is_ambiguous THEN 4
      WHEN coalesce(e.was_priced, n.plan_id IS NOT NULL) THEN 5
      ELSE 6
    END AS rank
  FROM shared_events e
  LEFT JOIN priced_names n ON n.plan_id = e.plan_id AND n.event_name = e.event_name
),

shared AS (
  SELECT
    event_name,
    min(struct(rank, account_id, subscription_id, period_start)) AS best,
    min(CASE WHEN is_ambiguous THEN subject END) AS subject
  FROM candidates
  GROUP BY source, identity_hash, event_id, event_name
)

SELECT
  best.account_id,
  subject,
  best.subscription_id,
  best.period_start,
  event_name,
  element_at(array('billed', 'open', 'late', 'ambiguous', 'filtered', 'unpriced'), best.rank) AS state,
  count(*) AS events,
  count(subject) AS ambiguous_events
FROM shared
GROUP BY 1, 2, 3, 4, 5, 6
