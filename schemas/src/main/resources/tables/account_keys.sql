-- The names under which senders of events know an account.
-- One row is one key; an import replaces the row with the same key.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  key STRING NOT NULL COMMENT 'A subject as events carry it',
  account_id STRING NOT NULL COMMENT 'The account it stands for',
  subscription_id STRING COMMENT 'The one subscription it stands for; null when it stands for the account',
  since_token BIGINT NOT NULL COMMENT 'Runs opened before it came or changed; what they finalized is not changed by it'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
