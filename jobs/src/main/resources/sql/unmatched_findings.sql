-- Events that nobody pays for, by the name they were sent under and by what is known of it. One row per finding, as in
-- billing_issues.

WITH known AS (
  SELECT
    s.subject,
    s.account_id,
    array_sort(collect_list(CASE WHEN t.subscription_id IS NOT NULL THEN struct(
      to_utc_timestamp(t.end_date, a.time_zone) AS end_utc,
      t.end_date,
      t.subscription_id,
      t.start_date) END)) AS subscriptions
  FROM subjects s
  JOIN accounts a ON a.account_id = s.account_id
  LEFT JOIN subscriptions t
    ON t.account_id = s.account_id
    AND (s.subscription_id IS NULL OR t.subscription_id = s.subscription_id)
  GROUP BY s.subject, s.account_id
),

explained AS (
  SELECT
    e.subject,
    k.account_id,
    k.subscriptions,
    try_element_at(filter(k.subscriptions, t -> t.end_utc <= e.event_time), -1) AS ended
  FROM unmatched_events e
  LEFT JOIN known k ON k.subject = e.subject
)

SELECT
  'unmatched_events' AS issue,
  account_id,
  ended.subscription_id,
  CAST(NULL AS STRING) AS charge_id,
  CAST(NULL AS STRING) AS meter_id,
  subject,
  CAST(NULL AS DATE) AS period_start,
  CAST(NULL AS DATE) AS last_period_start,
  CAST(1 AS BIGINT) AS findings,
  count(*) AS events,
  CAST(NULL AS DECIMAL(38, 18)) AS quantity,
  CASE
    WHEN account_id IS NULL
      THEN concat('no subscription of \'', subject, '\' was active; import its alias or subscription to bill the events')
    WHEN ended IS NOT NULL
      THEN concat('subscription ', ended.subscription_id, ' of ', account_id, ' ended on ', ended.end_date,
        ', before these events; nobody pays for them unless its end is corrected or another subscription imported')
    WHEN size(subscriptions) = 0
      THEN concat('account ', account_id, ' has no subscription; import one to bill the events')
    ELSE concat('no subscription of ', account_id, ' had begun; the first one begins on ',
      array_min(transform(subscriptions, t -> t.start_date)))
  END AS message
FROM explained
GROUP BY subject, account_id, subscriptions, ended
