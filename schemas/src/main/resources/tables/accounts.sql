-- The customers.
-- One row is one account; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  account_id STRING NOT NULL COMMENT 'Id of the account',
  name STRING NOT NULL COMMENT 'Name as invoices show it',
  email STRING COMMENT 'Where invoices go',
  time_zone STRING NOT NULL COMMENT 'Zone whose midnights begin the account''s billing periods',
  seller_id STRING COMMENT 'The seller that invoices the account; null is the only or default one',
  country STRING COMMENT 'ISO 3166 code',
  tax_id STRING COMMENT 'Such as a VAT number',
  address STRING COMMENT 'Street and number',
  city STRING COMMENT 'City',
  postal_code STRING COMMENT 'Postal code',
  currency STRING COMMENT 'ISO 4217 code of what it is invoiced in, whatever its prices are in, and of invoice_minimum; null for the currency of each plan',
  invoice_minimum DECIMAL(28, 4) COMMENT 'The least that an invoice comes to; null for none',
  tax_treatment STRING NOT NULL COMMENT 'standard: taxed at the rates of what it buys; exempt: owes no tax; reverse_charge: owes it to its own state',
  tax_reason STRING COMMENT 'Why it is not taxed, as invoices say it; null for the usual words',
  purchase_order STRING COMMENT 'The customer''s own number, which invoices repeat',
  paid_by STRING COMMENT 'The account that its invoices go to; null for itself',
  language STRING COMMENT 'ISO 639 code of what it reads, such as de; null for English',
  iban STRING COMMENT 'The bank account that it may be debited from; null for none',
  bic STRING COMMENT 'Of that account''s bank',
  mandate_id STRING COMMENT 'The mandate by which it is debited; null for none',
  mandate_date DATE COMMENT 'When the mandate was signed'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
