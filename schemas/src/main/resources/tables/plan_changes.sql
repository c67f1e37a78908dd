-- Subscriptions that go over to another plan. The plan that one begins on is in subscriptions.
-- One row is one change; an import replaces the row of the same subscription and date. Each change takes the place of
-- those with an earlier date that have not taken effect by its day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription',
  plan_id STRING NOT NULL COMMENT 'The plan from then on',
  date DATE NOT NULL COMMENT 'Day of the change, in the account''s time zone',
  timing STRING NOT NULL COMMENT 'now: the date is the first day on the new plan; period_end: the billing period that has it ends first'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
