-- Usage charges that were billed with events under a name that is somebody else's now. One row per charge and name, as in
-- billing_issues. How much of the usage is the name's is not kept, so neither is what would be right.

SELECT
  'billed_otherwise' AS issue,
  c.account_id,
  c.subscription_id,
  c.charge_id,
  c.meter_id,
  m.subject,
  c.period_start,
  CAST(NULL AS DATE) AS last_period_start,
  CAST(1 AS BIGINT) AS findings,
  CAST(0 AS BIGINT) AS events,
  CAST(NULL AS DECIMAL(38, 18)) AS quantity,
  concat(c.period_start, ' to ', c.period_end, ' was invoiced for ', regexp_replace(c.amount, '0{1,2}$', ''), ' ',
    c.unit, ' at ', c.billing_date, ', with what ', m.subject, ' used, who is ', m.owner, ' now; how much of it',
    ' that is cannot be told without counting its events again, so it stays billed and no difference is told') AS message
FROM moved_names m
JOIN charges c ON c.subscription_id = m.subscription_id AND c.period_start = m.period_start
WHERE c.charge_type = 'usage'
  AND c.amount <> 0
  AND array_contains(m.meters, c.meter_id)
