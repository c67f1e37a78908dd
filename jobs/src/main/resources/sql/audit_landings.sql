-- What became of the rows of each landing, held against the rows that are in the tables. One row per landing;
-- rows of a landing that did not end are one as well, and do not add up until they are removed.

WITH counted AS (
  SELECT
    landing,
    min(landed_at) AS landed_at,
    sum(handed_over) AS handed_over,
    sum(accepted) AS accepted,
    sum(duplicates) AS duplicates,
    sum(conflicts) AS conflicts,
    sum(rejected) AS rejected,
    sum(superseded) AS superseded,
    sum(withdrawals) AS withdrawals
  FROM landings
  GROUP BY landing
),

stored AS (
  SELECT landing, sum(event) AS events, sum(refused) AS refused, sum(withdrawal) AS withdrawals
  FROM (
    SELECT landing, 1 AS event, 0 AS refused, 0 AS withdrawal FROM events
    UNION ALL
    SELECT landing, 0, 1, 0 FROM rejected_events
    UNION ALL
    SELECT landing, 0, 0, 1 FROM withdrawn_events WHERE reason = 'deprecated'
  )
  GROUP BY landing
)

SELECT
  landing,
  c.landed_at,
  coalesce(c.handed_over, 0) AS handed_over,
  coalesce(c.accepted, 0) AS accepted,
  coalesce(c.duplicates, 0) AS duplicates,
  coalesce(c.conflicts, 0) AS conflicts,
  coalesce(c.rejected, 0) AS rejected,
  coalesce(c.superseded, 0) AS superseded,
  coalesce(c.withdrawals, 0) AS withdrawals,
  coalesce(s.events, 0) AS stored_events,
  coalesce(s.refused, 0) AS stored_refused,
  coalesce(s.withdrawals, 0) AS stored_withdrawals,
  c.landing IS NOT NULL
    AND c.handed_over = c.accepted + c.duplicates + c.conflicts + c.rejected + c.superseded + c.withdrawals
    AND c.accepted = coalesce(s.events, 0)
    AND c.conflicts + c.rejected + c.superseded = coalesce(s.refused, 0)
    AND c.withdrawals = coalesce(s.withdrawals, 0) AS adds_up
FROM counted c
FULL OUTER JOIN stored s USING (landing)
ORDER BY landing
