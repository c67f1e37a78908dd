-- What counters, such as licences, stand at from a day on.
-- One row is one setting; an import replaces the row of the same account, subscription, counter and day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  counter STRING NOT NULL COMMENT 'The counter, as charges of plans name it',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING COMMENT 'The one subscription it is for; null when it is for the account',
  from_date DATE NOT NULL COMMENT 'First day, in the account''s time zone',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'The absolute quantity from then on, not a difference',
  since_token BIGINT NOT NULL COMMENT 'Runs opened before it came or changed; what they finalized is not changed by it'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
