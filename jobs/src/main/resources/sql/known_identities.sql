-- What is known of identities some of whose events do not count any more. One row per identity: its highest version, what
-- its rows said, and the event that counts, if one does.

SELECT
  e.identity_hash,
  e.source,
  e.event_id,
  max(e.version) AS version,
  collect_set(struct(e.version, e.body_hash)) AS bodies,
  max(
    CASE WHEN w.landing IS NULL THEN
      struct(e.version, e.body_hash, e.landing, e.event_name, e.event_date, e.event_time, e.subject)
    END
  ) AS in_force
FROM events e
LEFT JOIN withdrawn_events w
  ON w.identity_hash = e.identity_hash
  AND w.event_landing = e.landing
  AND w.event_id = e.event_id
  AND w.source = e.source
GROUP BY e.identity_hash, e.source, e.event_id
