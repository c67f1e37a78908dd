-- The companies that issue invoices.
-- One row is one seller; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  seller_id STRING NOT NULL COMMENT 'Id of the seller',
  name STRING NOT NULL COMMENT 'Name as invoices show it',
  invoice_prefix STRING NOT NULL COMMENT 'What the seller''s invoice numbers begin with'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
