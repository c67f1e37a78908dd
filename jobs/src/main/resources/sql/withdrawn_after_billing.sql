-- Withdrawn events that an invoice had when they were withdrawn, as if they had come late for its period.
-- One row per event and subscription.

SELECT r.* EXCEPT (is_billed, is_late), FALSE AS is_billed, TRUE AS is_late
FROM routed_events r
JOIN withdrawn_events w
  ON w.identity_hash = r.identity_hash
  AND w.event_landing = r.landing
  AND w.event_id = r.event_id
  AND w.source = r.source
JOIN billing_periods p
  ON p.subscription_id = r.subscription_id
  AND p.period_start = r.period_start
WHERE r.is_billed
  AND w.landing > p.arrears_landing
