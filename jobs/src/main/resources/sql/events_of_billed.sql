-- The events of periods that are billed for good, as if these were open: those that were billed, whatever became of them
-- since, or those that are known to count: of a month that is closed, by then. One row per event and subscription.

SELECT r.* EXCEPT (is_billed, is_late), FALSE AS is_billed, FALSE AS is_late
FROM routed_events r
JOIN billed_periods p
  ON p.subscription_id = r.subscription_id
  AND p.period_start = r.period_start
LEFT ANTI JOIN withdrawn_events w
  ON w.identity_hash = r.identity_hash
  AND w.event_landing = r.landing
  AND w.event_id = r.event_id
  AND w.source = r.source
  AND w.landing <= IF(:as_billed, p.landing, p.known_landing)
WHERE IF(:as_billed, r.is_billed, r.is_billed OR r.landing <= p.known_landing)
