-- Billing periods with an end that is not billed yet, with what is counted for them. One row per subscription and
-- period.

SELECT p.*, q.counted
FROM billing_periods p
LEFT JOIN counted_quantities q ON q.subscription_id = p.subscription_id
WHERE NOT p.advance_finalized OR p.arrears_landing IS NULL
