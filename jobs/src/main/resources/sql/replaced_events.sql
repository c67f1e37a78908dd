-- Events of a source in a window that is replaced and that its files do not have, in the columns of withdrawn_events.
-- One row per event.

SELECT
  e.source,
  e.event_id,
  e.identity_hash,
  'replaced' AS reason,
  e.version,
  e.landing AS event_landing,
  e.event_name,
  e.event_date,
  e.subject,
  CAST(:landing AS BIGINT) AS landing,
  CAST(:landed_at AS TIMESTAMP) AS landed_at,
  CAST(NULL AS STRING) AS landed_file
FROM events e
LEFT ANTI JOIN withdrawn_events w
  ON w.identity_hash = e.identity_hash
  AND w.event_landing = e.landing
  AND w.event_id = e.event_id
  AND w.source = e.source
LEFT ANTI JOIN candidates c
  ON c.identity_hash = e.identity_hash
  AND c.event_id = e.event_id
WHERE e.event_time BETWEEN :from AND :last
