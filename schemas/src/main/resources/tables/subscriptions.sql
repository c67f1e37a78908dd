-- Who buys which plan, and from when to when.
-- One row is one subscription; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'Id of the subscription',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  plan_id STRING NOT NULL COMMENT 'The plan it is priced by',
  start_date DATE NOT NULL COMMENT 'First day, in the account''s time zone',
  end_date DATE COMMENT 'Day after the last day; null while it is open-ended',
  trial_days INT COMMENT 'Days of trial instead of the plan''s; null for the plan''s'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
