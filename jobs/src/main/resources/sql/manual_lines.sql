-- Lines that people asked for, as charges of the first subscription on the next invoice of their account in their currency; of an
-- account that is charged nothing they wait. One row per line.

WITH next AS (
  SELECT
    p.payer_id,
    min_by(struct(c.*), struct(c.billing_date, c.subscription_id, c.charge_position, c.charge_id, c.period_start, c.service_start)) AS charge
  FROM open_charges c
  JOIN paying_accounts p ON p.account_id = c.account_id
  WHERE c.charge_type <> 'interim'
  GROUP BY p.payer_id
)

SELECT
  n.charge.subscription_id,
  n.charge.account_id,
  n.charge.seller_id,
  n.charge.plan_id,
  a.request_id AS charge_id,
  a.reason AS charge_name,
  'manual' AS charge_type,
  2147483645 AS charge_position,
  CAST(NULL AS STRING) AS meter_id,
  n.charge.currency,
  n.charge.payment_terms_days,
  n.charge.grace_days,
  n.charge.period_start,
  n.charge.period_end,
  n.charge.period_start AS service_start,
  n.charge.period_end AS service_end,
  n.charge.billing_date,
  CAST(sign(a.net) AS DECIMAL(38, 18)) AS quantity,
  CAST(a.net AS STRING) AS exact_amount,
  a.net AS amount,
  array(named_struct(
    'line_type', 'manual',
    'label', '',
    'quantity', CAST(sign(a.net) AS DECIMAL(38, 18)),
    'unit_amount', CAST(abs(a.net) AS DECIMAL(38, 18)),
    'exact_amount', CAST(a.net AS STRING),
    'amount', a.net)) AS lines,
  CAST(NULL AS STRING) AS held_reason,
  CAST(NULL AS BIGINT) AS service_full_days,
  a.currency AS unit
FROM asked_lines a
JOIN next n ON n.payer_id = a.account_id
