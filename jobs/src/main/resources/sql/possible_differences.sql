-- What differences there may be to what was billed, and at which billing dates. One row per kind and date.

SELECT DISTINCT 'outside' AS kind, period_end AS billing_date
FROM billing_periods
WHERE is_outside

UNION ALL
SELECT DISTINCT 'moved', p.period_end
FROM billing_periods p
JOIN moved_names m ON m.subscription_id = p.subscription_id AND m.period_start = p.period_start
WHERE p.is_metered AND p.arrears_landing IS NOT NULL

UNION ALL
SELECT DISTINCT 'before', CAST(NULL AS DATE)
FROM issues_before
