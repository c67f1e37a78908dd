-- Invoices as they would be issued tonight; replaced by every run.
-- One row is one account, seller, currency, payment terms and billing date.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  invoice_id STRING NOT NULL COMMENT 'Id that the finalized invoice will keep',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  account_name STRING NOT NULL COMMENT 'Its name',
  seller_id STRING NOT NULL COMMENT 'The seller that invoices',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the total',
  payment_terms_days INT NOT NULL COMMENT 'Days from issue to due date',
  billing_date DATE NOT NULL COMMENT 'The period boundary that is invoiced',
  earliest_issue_date DATE NOT NULL COMMENT 'Billing date plus grace days; it is not finalized before',
  total DECIMAL(38, 4) NOT NULL COMMENT 'Sum of the lines',
  lines INT NOT NULL COMMENT 'Number of lines',
  state STRING NOT NULL COMMENT 'open (period still runs or grace days remain), due, held, or credit (its total is negative; it waits for credit notes)',
  held_reason STRING COMMENT 'Why it cannot be finalized; null unless held or credit'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
