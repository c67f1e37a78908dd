-- What the counters and objects that a subscription is charged for stood at, and who else is charged for them.
-- One row per subscription and plan that it is on, with an entry for each charge that counts something.

WITH payers AS (
  SELECT DISTINCT
    subscription_id,
    subscription_account AS account_id,
    stretch_plan AS plan_id,
    stretch_start,
    stretch_end
  FROM billing_periods
),

-- A subscription may be on a plan more than once.
charged AS (
  SELECT DISTINCT
    p.subscription_id, p.account_id, p.plan_id, c.charge_id, c.source, c.counted, c.from_date, c.until_date
  FROM payers p
  JOIN counted_charges c ON c.plan_id = p.plan_id
),

own AS (
  SELECT c.subscription_id, c.plan_id, c.charge_id, g.from_date, g.until_date, g.quantity
  FROM charged c
  JOIN given_quantities g
    ON g.source = c.source
    AND g.counted = c.counted
    AND g.subscription_id = c.subscription_id
),

-- A counter that is given for a subscription is that subscription's own affair; objects add up.
sharing AS (
  SELECT c.*
  FROM charged c
  LEFT ANTI JOIN own o
    ON c.source = 'counter'
    AND o.subscription_id = c.subscription_id
    AND o.plan_id = c.plan_id
    AND o.charge_id = c.charge_id
),

shared AS (
  SELECT
    s.account_id, s.subscription_id, s.plan_id, s.charge_id, s.source, s.counted,
    s.from_date AS charged_from, s.until_date AS charged_until, g.from_date, g.until_date, g.quantity
  FROM sharing s
  JOIN given_quantities g
    ON g.source = s.source
    AND g.counted = s.counted
    AND g.account_id = s.account_id
    AND g.subscription_id IS NULL
),

sharers AS (
  SELECT DISTINCT
    s.account_id, s.subscription_id, s.plan_id, s.charge_id, s.source, s.counted,
    greatest(p.stretch_start, s.charged_from) AS stretch_start,
    least(p.stretch_end, s.charged_until) AS stretch_end
  FROM shared s
  JOIN payers p ON p.subscription_id = s.subscription_id AND p.account_id = s.account_id AND p.plan_id = s.plan_id
),

rivals AS (
  SELECT
    a.subscription_id,
    a.plan_id,
    a.charge_id,
    collect_set(struct(b.subscription_id, b.stretch_start, b.stretch_end)) AS rivals
  FROM sharers a
  JOIN sharers b
    ON b.account_id = a.account_id
    AND b.source = a.source
    AND b.counted = a.counted
    AND b.subscription_id <> a.subscription_id
  GROUP BY a.subscription_id, a.plan_id, a.charge_id
),

settings AS (
  SELECT subscription_id, plan_id, charge_id, collect_list(struct(from_date, until_date, quantity)) AS settings
  FROM (
    SELECT * FROM own
    UNION ALL
    SELECT subscription_id, plan_id, charge_id, from_date, until_date, quantity FROM shared
  )
  GROUP BY subscription_id, plan_id, charge_id
)

SELECT
  s.subscription_id,
  s.plan_id,
  collect_list(struct(s.charge_id, s.settings, r.rivals)) AS counted
FROM settings s
LEFT JOIN rivals r
  ON r.subscription_id = s.subscription_id AND r.plan_id = s.plan_id AND r.charge_id = s.charge_id
GROUP BY s.subscription_id, s.plan_id
