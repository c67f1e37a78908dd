-- Identities of a landing that need a look, because they came more than once or are withdrawn: a hash can be shared, but
-- none that did is missing. One row per hash that several rows of the landing have or that one of them withdraws, per
-- withdrawal that is known of a hash of the landing, and per earlier event with such a hash, with where that event is.

SELECT identity_hash, CAST(NULL AS BIGINT) AS landing, CAST(NULL AS DATE) AS event_date
FROM suspicious_hashes

UNION ALL

SELECT w.identity_hash, NULL, NULL
FROM withdrawals w
LEFT SEMI JOIN hashes_to_find h ON h.identity_hash = w.identity_hash

UNION ALL

SELECT e.identity_hash, e.landing, e.event_date
FROM earlier_hashes e
LEFT SEMI JOIN hashes_to_find h ON h.identity_hash = e.identity_hash
