-- The customers.
-- One row is one account; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  account_id STRING NOT NULL COMMENT 'Id of the account',
  name STRING NOT NULL COMMENT 'Name as invoices show it',
  email STRING COMMENT 'Where invoices go',
  time_zone STRING NOT NULL COMMENT 'Zone whose midnights begin the account''s billing periods',
  seller_id STRING COMMENT 'The seller that invoices the account; null is the only or default one'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
