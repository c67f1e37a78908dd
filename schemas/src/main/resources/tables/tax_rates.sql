-- Tax on what is sold, by country and time. Charges of the catalog name the rate, accounts their country.
-- One row is one rate from a day on; an import replaces the row of the same id, country and first day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  tax_rate_id STRING NOT NULL COMMENT 'Id of the rate, as charges name it',
  name STRING NOT NULL COMMENT 'Name as invoices show it',
  category STRING NOT NULL COMMENT 'Of EN 16931: S standard, Z zero, E exempt, AE reverse charge, K intra-community, G export, O not subject to tax',
  percent DECIMAL(9, 6) NOT NULL COMMENT 'Of the net amount; above 0 in category S, 0 in the others',
  country STRING COMMENT 'ISO 3166 code of the accounts it is for; null for those of countries without a row',
  from_date DATE NOT NULL COMMENT 'First day it is in force',
  until_date DATE COMMENT 'Day after the last; null for no end'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
