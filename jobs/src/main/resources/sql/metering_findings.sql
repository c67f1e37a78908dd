-- What metering found that somebody should look at. One row per finding, as in billing_issues.

SELECT
  'unmatched_events' AS issue,
  CAST(NULL AS STRING) AS account_id,
  CAST(NULL AS STRING) AS subscription_id,
  CAST(NULL AS STRING) AS charge_id,
  CAST(NULL AS STRING) AS meter_id,
  subject,
  CAST(NULL AS DATE) AS period_start,
  count(*) AS events,
  CAST(NULL AS DECIMAL(38, 18)) AS quantity,
  concat('no subscription of \'', subject, '\' was active; import its alias or subscription to bill the events')
    AS message
FROM unmatched_events
GROUP BY subject

UNION ALL
SELECT
  'ambiguous_subscription',
  account_id,
  NULL,
  NULL,
  NULL,
  subject,
  NULL,
  sum(ambiguous_events),
  NULL,
  concat('several subscriptions of ', account_id, ' price these events; send them for a subscription')
FROM event_counts
WHERE ambiguous_events > 0
GROUP BY account_id, subject

UNION ALL
SELECT issue, account_id, subscription_id, charge_id, meter_id, subject, period_start, events, quantity, message
FROM charge_findings

UNION ALL
SELECT
  'withdrawn_events',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  subject,
  period_start,
  events,
  quantity,
  'withdrawn, amended or replaced after the period was invoiced; reported, not credited'
FROM withdrawn_usage
