-- In what state each account's events are: those counted before, with what has been billed since, and the new ones.
-- One row per account, event name and state; open ones by billing period, ambiguous ones by subject.
-- An event that several subscriptions could pay for is in the best state that any of them gives it.
-- What is billed at no money is included; what no priced meter takes is filtered where one has its name, else unpriced.

WITH candidates AS (
  SELECT
    e.*,
    CASE
      WHEN is_counted AND is_billed THEN 1
      WHEN is_counted AND NOT is_late THEN 2
      WHEN is_counted THEN 3
      WHEN is_ambiguous THEN 4
      WHEN n.plan_id IS NOT NULL THEN 5
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
),

counted AS (
  SELECT
    account_id,
    CAST(NULL AS STRING) AS subject,
    subscription_id,
    period_start,
    g.event_name,
    CASE
      WHEN is_counted AND is_billed THEN 'billed'
      WHEN is_counted AND is_late THEN 'late'
      WHEN is_counted THEN 'open'
      WHEN n.plan_id IS NOT NULL THEN 'filtered'
      ELSE 'unpriced'
    END AS state,
    events,
    CAST(0 AS BIGINT) AS ambiguous_events
  FROM event_groups g
  LEFT JOIN priced_names n ON n.plan_id = g.plan_id AND n.event_name = g.event_name
  WHERE subscription_id IS NOT NULL AND NOT is_shared

  UNION ALL
  SELECT
    best.account_id,
    subject,
    best.subscription_id,
    best.period_start,
    event_name,
    element_at(array('billed', 'open', 'late', 'ambiguous', 'filtered', 'unpriced'), best.rank),
    1,
    CASE WHEN subject IS NULL THEN 0 ELSE 1 END
  FROM shared

  UNION ALL
  SELECT
    c.account_id,
    c.subject,
    c.subscription_id,
    c.period_start,
    c.event_name,
    CASE WHEN c.state = 'open' AND p.arrears_landing IS NOT NULL THEN 'billed' ELSE c.state END,
    c.events,
    c.ambiguous_events
  FROM kept_counts c
  LEFT JOIN billing_periods p
    ON p.subscription_id = c.subscription_id
    AND p.period_start = c.period_start
)

SELECT
  account_id,
  subject,
  CASE WHEN state = 'open' THEN c.subscription_id END AS subscription_id,
  CASE WHEN state = 'open' THEN c.period_start END AS period_start,
  c.event_name,
  CASE WHEN state = 'billed' AND i.subscription_id IS NOT NULL THEN 'included' ELSE state END AS state,
  sum(events) AS events,
  sum(ambiguous_events) AS ambiguous_events
FROM counted c
LEFT JOIN included_usage i
  ON i.subscription_id = c.subscription_id
  AND i.period_start = c.period_start
  AND i.event_name = c.event_name
GROUP BY 1, 2, 3, 4, 5, 6
