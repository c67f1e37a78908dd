-- Usage and revenue for dashboards.
-- One row is one charge of one plan in one period, over all its subscriptions.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  plan_id STRING NOT NULL COMMENT 'The plan',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan',
  meter_id STRING NOT NULL COMMENT 'The meter, with its profile',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount',
  period_start DATE NOT NULL COMMENT 'First day of the billing period',
  period_end DATE NOT NULL COMMENT 'Day after its last day',
  subscriptions BIGINT NOT NULL COMMENT 'Subscriptions with usage in the period',
  quantity DECIMAL(38, 18) COMMENT 'Their quantity, in the unit of the meter; null where it is 10^20 or more',
  exact_quantity STRING NOT NULL COMMENT 'The same as decimal text of any length',
  amount DECIMAL(38, 4) NOT NULL COMMENT 'What it costs them'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
