-- What one unit of a currency is worth in another, from a day on until the pair's next rate. An account that is billed in
-- a currency of its own is invoiced by the rate of the billing date.
-- One row is one rate; an import replaces the row of the same pair and day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  from_currency STRING NOT NULL COMMENT 'ISO 4217 code, or a pricing unit of the catalog',
  to_currency STRING NOT NULL COMMENT 'ISO 4217 code',
  date DATE NOT NULL COMMENT 'First day it is in force',
  rate DECIMAL(38, 18) NOT NULL COMMENT 'Units of to_currency for one of from_currency'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
