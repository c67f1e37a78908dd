-- What a landing adds to events. One row per event.

SELECT * EXCEPT (is_withdrawal, reason, problem, time_text, version_text, action, payload, payload_hash)
FROM undisputed_rows
WHERE reason IS NULL

UNION ALL

SELECT * EXCEPT (is_withdrawal, outcome, withdraws, reason, detail, payload, payload_hash)
FROM classified_rows
WHERE outcome = 'accepted'
