-- What of counters and objects is not billed as it was given. One row per finding, as in billing_issues.

SELECT
  'late_counter' AS issue,
  b.account_id,
  b.subscription_id,
  b.charge_id,
  CAST(NULL AS STRING) AS meter_id,
  CAST(NULL AS STRING) AS subject,
  b.period_start,
  CAST(NULL AS DATE) AS last_period_start,
  CAST(1 AS BIGINT) AS findings,
  CAST(0 AS BIGINT) AS events,
  r.quantity,
  concat('was changed after ', regexp_replace(b.amount, '0{1,2}$', ''), ' ', b.unit, ' was invoiced for it at ',
    b.billing_date, '; ',
    coalesce(r.held_reason, concat('it would be ', regexp_replace(r.amount, '0{1,2}$', ''))),
    ', which is reported, not billed') AS message
FROM rated_again r
JOIN billed_charges b
  ON b.subscription_id = r.subscription_id
  AND b.charge_id = r.charge_id
  AND b.period_start = r.period_start
  AND b.billing_date = r.billing_date
WHERE b.amount <> r.amount OR b.unit <> r.unit OR r.held_reason IS NOT NULL

UNION ALL
SELECT
  'uncharged_quantity',
  g.account_id,
  g.subscription_id,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  1,
  0,
  NULL,
  concat('no plan of ', g.account_id, ' charges the ', CASE g.source WHEN 'counter' THEN 'counter' ELSE 'objects' END,
    ' \'', g.counted, '\', of which something was imported')
FROM (SELECT DISTINCT source, counted, account_id, subscription_id FROM given_quantities) g
LEFT ANTI JOIN (
  SELECT s.account_id, s.subscription_id, c.source, c.counted
  FROM subscriptions s
  JOIN counted_charges c ON c.plan_id = s.plan_id
) charged
  ON charged.account_id = g.account_id
  AND charged.source = g.source
  AND charged.counted = g.counted
  AND (g.subscription_id IS NULL OR g.subscription_id = charged.subscription_id)
