-- Events that somebody sent and nobody pays for, as the published run found them. One row per finding.

SELECT issue, account_id, subscription_id, charge_id, subject, period_start, events, quantity
FROM billing_issues
WHERE issue IN ('late_events', 'unmatched_events', 'ambiguous_subscription')
ORDER BY ALL
