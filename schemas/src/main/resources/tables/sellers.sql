-- The companies that issue invoices.
-- One row is one seller; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  seller_id STRING NOT NULL COMMENT 'Id of the seller',
  name STRING NOT NULL COMMENT 'Name as invoices show it',
  invoice_prefix STRING NOT NULL COMMENT 'What the seller''s invoice numbers begin with',
  country STRING COMMENT 'ISO 3166 code',
  tax_id STRING COMMENT 'Such as a VAT number',
  address STRING COMMENT 'Street and number',
  city STRING COMMENT 'City',
  postal_code STRING COMMENT 'Postal code',
  iban STRING COMMENT 'The bank account that its invoices are paid to',
  bic STRING COMMENT 'Of the account''s bank',
  creditor_id STRING COMMENT 'By which banks know it as a creditor of direct debits; null for none',
  contact STRING COMMENT 'Who answers questions about its invoices; e-invoices within Germany need one, with phone and email',
  phone STRING COMMENT 'Where that is called',
  email STRING COMMENT 'Where that is written to'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
