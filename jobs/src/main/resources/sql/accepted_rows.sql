-- What a landing adds to events. One row per event.

SELECT * EXCEPT (reason, problem, time_text, payload, payload_hash)
FROM undisputed_rows
WHERE reason IS NULL

UNION ALL

SELECT * EXCEPT (outcome, reason, detail, payload, payload_hash)
FROM classified_rows
WHERE outcome = 'accepted'
