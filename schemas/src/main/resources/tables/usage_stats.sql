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
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'Their quantity, in the unit of the meter',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'What it costs them'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
