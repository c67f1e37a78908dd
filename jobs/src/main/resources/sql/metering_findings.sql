-- What metering found that somebody should look at. One row per finding, as in billing_issues.

SELECT
  'ambiguous_subscription' AS issue,
  account_id,
  CAST(NULL AS STRING) AS subscription_id,
  CAST(NULL AS STRING) AS charge_id,
  CAST(NULL AS STRING) AS meter_id,
  subject,
  CAST(NULL AS DATE) AS period_start,
  CAST(NULL AS DATE) AS last_period_start,
  CAST(1 AS BIGINT) AS findings,
  sum(ambiguous_events) AS events,
  CAST(NULL AS DECIMAL(38, 18)) AS quantity,
  concat('several subscriptions of ', account_id, ' price these events; send them for a subscription') AS message
FROM event_counts
WHERE ambiguous_events > 0
GROUP BY account_id, subject

UNION ALL
SELECT * FROM charge_findings

UNION ALL
SELECT
  'withdrawn_events',
  account_id,
  subscription_id,
  charge_id,
  meter_id,
  subject,
  period_start,
  last_period_start,
  findings,
  events,
  quantity,
  -- Late events of a meter that sees history count in later periods; withdrawn ones are missing there.
  CASE WHEN contains(message, 'the meter sees history')
    THEN concat('withdrawn, amended or replaced after the period was invoiced, whose invoice stays; the meter sees',
      ' history, so later periods count without it')
    ELSE 'withdrawn, amended or replaced after the period was invoiced; its plan\'s late_usage says what becomes of it'
  END
FROM withdrawn_usage

-- What was skipped of a period that is billed since is found no more, and stays as its invoice does.
UNION ALL
SELECT i.*
FROM issues_before i
LEFT SEMI JOIN finalized_periods f
  ON f.subscription_id = i.subscription_id
  AND f.period_start = i.period_start
  AND f.timing = 'arrears'
WHERE i.issue = 'skipped_values'
