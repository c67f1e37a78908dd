-- What a landing says about events that are not to count, in the columns of withdrawn_events. One row per withdrawal, and
-- per event whose place another version took.

SELECT
  source,
  event_id,
  identity_hash,
  CASE
    WHEN outcome = 'withdrawal' THEN 'deprecated'
    WHEN version > withdraws.version THEN 'amended'
    ELSE 'replaced'
  END AS reason,
  CASE WHEN outcome = 'withdrawal' THEN version ELSE withdraws.version END AS version,
  withdraws.landing AS event_landing,
  withdraws.event_name,
  withdraws.event_date,
  withdraws.subject,
  landing,
  landed_at,
  landed_file
FROM classified_rows
WHERE outcome = 'withdrawal' OR withdraws IS NOT NULL
