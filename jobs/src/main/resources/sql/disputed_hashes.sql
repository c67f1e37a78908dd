-- Identities of a landing that may have come more than once: a hash can be shared, but none that did is missing.
-- One row per hash that several rows of the landing have, and per earlier event with a hash of the landing, with where
-- that event is.

SELECT identity_hash, CAST(NULL AS BIGINT) AS landing, CAST(NULL AS DATE) AS event_date
FROM identity_hashes
WHERE row_count > 1

UNION ALL

SELECT e.identity_hash, e.landing, e.event_date
FROM events e
LEFT SEMI JOIN hashes_to_find h ON h.identity_hash = e.identity_hash
