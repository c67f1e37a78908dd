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
FROM counted_events
WHERE subscription_id IS NULL
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
  count(DISTINCT source, event_id),
  NULL,
  concat('several subscriptions of ', account_id, ' price these events; send them for a subscription')
FROM counted_events
WHERE is_ambiguous
GROUP BY account_id, subject

UNION ALL
SELECT
  'late_events',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  NULL,
  period_start,
  events,
  quantity,
  'arrived after the period was invoiced; reported, not billed'
FROM metered
WHERE is_late

UNION ALL
SELECT
  'skipped_values',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  NULL,
  period_start,
  skipped_events,
  NULL,
  'the value is missing or not a number; the events count for nothing'
FROM metered
WHERE skipped_events > 0

UNION ALL
SELECT
  'quantity_too_large',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  NULL,
  period_start,
  events,
  NULL,
  concat('the values of ', meter_id, ' add up to 10^20 or more, which is no quantity; filter out the absurd ones')
FROM metered
WHERE is_too_large AND NOT is_late

UNION ALL
SELECT
  'too_many_dimension_values',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  NULL,
  period_start,
  events,
  NULL,
  concat('usage of ', meter_id, ' falls into ', dimension_values, ' combinations of dimension values, of which ',
    max_dimension_values, ' are allowed; leave out the dimension that tells events apart, or raise ',
    'max_dimension_values of the meter')
FROM crowded_usage
