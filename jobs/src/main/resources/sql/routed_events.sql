-- Accepted events with the subscription that pays for them, if any. One row per event and subscription;
-- an event nobody pays for has one row without a subscription.

SELECT
  e.source,
  e.event_id,
  e.identity_hash,
  e.event_name,
  e.event_date,
  e.event_time,
  e.subject,
  e.properties,
  e.landing,
  r.account_id,
  r.subscription_id,
  r.plan_id,
  r.time_zone,
  r.period_start,
  r.meters,
  r.ambiguous_meters,
  r.then_meters,
  array_contains(r.then_names, e.event_name) AS was_priced,
  coalesce(r.is_shared, FALSE) AS is_shared,
  -- Billed is what the run that finalized the period could see: landed before it, under a name known to it.
  r.arrears_landing IS NOT NULL AND e.landing <= r.arrears_landing AND r.since_token < r.arrears_token AS is_billed,
  r.arrears_landing IS NOT NULL AND (e.landing > r.arrears_landing OR r.since_token >= r.arrears_token) AS is_late
FROM events e
LEFT JOIN routes r
  ON r.subject = e.subject
  AND e.event_time >= r.from_utc
  AND e.event_time < r.until_utc
  AND (r.after_landing IS NULL OR e.landing > r.after_landing)
  AND (r.up_to_landing IS NULL OR e.landing <= r.up_to_landing)
