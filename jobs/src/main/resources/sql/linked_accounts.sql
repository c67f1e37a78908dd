-- Accounts of which one paid for events under a name that is the other's now. One row per pair.

SELECT DISTINCT b.account_id AS payer, s.account_id AS owner
FROM billed_events b
JOIN subjects s ON s.subject = b.subject
WHERE b.account_id <> s.account_id
