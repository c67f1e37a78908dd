-- Users of accounts: events that name them count for the account.
-- One row is one user; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  user_id STRING NOT NULL COMMENT 'A subject as events carry it',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  name STRING COMMENT 'What the user is called; null when it is not told',
  since_token BIGINT NOT NULL COMMENT 'Runs opened before it came or changed; what they finalized is not changed by it'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
