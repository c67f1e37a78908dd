-- In what state each published run found the events that had been accepted by then. One row per published run.

WITH in_force AS (
  SELECT max_by(run_in_force, publication) AS run_id FROM billing_runs
),

accepted AS (
  SELECT r.publication, coalesce(sum(l.accepted), 0) AS accepted
  FROM billing_runs r
  LEFT JOIN landings l ON l.landing <= r.landing
  GROUP BY r.publication
),

states AS (
  SELECT coalesce(sum(events), 0) AS events FROM event_ledger
)

SELECT
  r.run_id,
  r.as_of,
  a.accepted,
  coalesce(r.counts['events_billed'], 0) AS billed,
  coalesce(r.counts['events_included'], 0) AS included,
  coalesce(r.counts['events_filtered'], 0) AS filtered,
  coalesce(r.counts['events_late'], 0) AS late,
  coalesce(r.counts['events_unmatched'], 0) AS unmatched,
  coalesce(r.counts['events_ambiguous'], 0) AS ambiguous,
  coalesce(r.counts['events_unpriced'], 0) AS unpriced,
  coalesce(r.counts['events_open'], 0) AS open,
  coalesce(r.counts['events_withdrawn'], 0) AS withdrawn,
  a.accepted = aggregate(
      map_values(map_filter(r.counts, (name, events) -> name LIKE 'events\\_%')),
      CAST(0 AS BIGINT), (sum, events) -> sum + events)
    AND (r.run_id <> coalesce(f.run_id, '') OR a.accepted = s.events) AS adds_up
FROM billing_runs r
JOIN accepted a ON a.publication = r.publication
CROSS JOIN in_force f
CROSS JOIN states s
WHERE r.action = 'publish'
ORDER BY r.publication
