-- The values that unique counts have counted, so that a value that comes again is known.
-- One row is one value of a meter in one subscription, billing period, scope and combination of dimension values.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING NOT NULL COMMENT 'The subscription that consumed',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it, as in usage_state',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, in the time zone of the account',
  scope STRING NOT NULL COMMENT 'open or late, as in usage_state; rows of periods billed since are left out some night',
  meter_id STRING NOT NULL COMMENT 'The meter as charges name it, with its profile',
  dimensions ARRAY<STRING> NOT NULL COMMENT 'What the usage is split by',
  dimension_values ARRAY<STRING> NOT NULL COMMENT 'Values in the order of the dimensions; null where an event has none',
  value STRING NOT NULL COMMENT 'The value that was seen'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false')
