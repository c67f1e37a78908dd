-- What payment systems are asked to collect.
-- One row is one attempt to collect a finalized invoice; a repeated export has the same idempotency key.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  idempotency_key STRING NOT NULL COMMENT 'Lets the payment system recognise a repeated request',
  invoice_id STRING NOT NULL COMMENT 'The invoice to collect',
  number STRING NOT NULL COMMENT 'Its number',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount',
  amount_minor BIGINT NOT NULL COMMENT 'Amount in minor units: cents for USD, yen for JPY',
  issue_date DATE NOT NULL COMMENT 'When the invoice was issued',
  due_date DATE NOT NULL COMMENT 'When it is due',
  export_file STRING NOT NULL COMMENT 'The file that carries it',
  run_id STRING NOT NULL COMMENT 'The run that exported it',
  attempt INT COMMENT 'Which attempt to collect it is, from 1',
  collect_on DATE COMMENT 'The day that it is to be collected on: when it is due, or the day of the retry'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
