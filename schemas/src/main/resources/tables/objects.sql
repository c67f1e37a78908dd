-- Things that customers have for some time and pay for, such as seats and devices.
-- One row is one object; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  object_id STRING NOT NULL COMMENT 'Id of the object',
  object_kind STRING NOT NULL COMMENT 'What it is, as charges of plans name it',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING COMMENT 'The one subscription it is for; null when it is for the account',
  active_from DATE NOT NULL COMMENT 'First day on which it counts, in the account''s time zone',
  active_until DATE COMMENT 'First day on which it no longer counts; null while it does',
  earliest_from DATE NOT NULL COMMENT 'The earliest first day that any import gave it; periods from then on may have counted it',
  since_token BIGINT NOT NULL COMMENT 'Runs opened before it came or changed; what they finalized is not changed by it'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
