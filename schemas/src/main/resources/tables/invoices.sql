-- Finalized invoices and credit notes, numbered without gaps per seller and series; rows are only ever added.
-- One row is one invoice, or one credit note: its total is negative.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  invoice_id STRING NOT NULL COMMENT 'Id of the invoice, as its draft had it',
  seller_id STRING NOT NULL COMMENT 'The seller that issued it',
  series STRING NOT NULL COMMENT 'The numbering it belongs to: the seller''s prefix, and for credit notes CN- after it',
  sequence BIGINT NOT NULL COMMENT 'Position in the series, from 1',
  number STRING NOT NULL COMMENT 'Number as the customer reads it',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  account_name STRING NOT NULL COMMENT 'Its name when the invoice was issued',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the total',
  billing_date DATE NOT NULL COMMENT 'The period boundary that is invoiced',
  issue_date DATE NOT NULL COMMENT 'When it was finalized',
  payment_terms_days INT NOT NULL COMMENT 'Days from issue to due date',
  due_date DATE NOT NULL COMMENT 'Issue date plus payment terms',
  subtotal DECIMAL(28, 4) NOT NULL COMMENT 'Sum of the lines, before discounts and tax',
  discount DECIMAL(28, 4) NOT NULL COMMENT 'What promotional credits took off',
  tax DECIMAL(28, 4) NOT NULL COMMENT 'Sum of the taxes',
  total DECIMAL(28, 4) NOT NULL COMMENT 'subtotal less discount plus tax',
  paid_by_credits DECIMAL(28, 4) NOT NULL COMMENT 'What prepaid credits paid of the total',
  amount_due DECIMAL(28, 4) NOT NULL COMMENT 'What is left to pay: total less paid_by_credits; of a credit note what the customer is to have back, as a negative amount',
  taxes ARRAY<STRUCT<
    tax_rate_id: STRING COMMENT 'The rate, as charges name it',
    percent: DECIMAL(9, 6) COMMENT 'What was applied: 0 for an account that is exempt or owes the tax itself',
    net: DECIMAL(28, 4) COMMENT 'Sum of the lines at this rate, after discounts',
    tax: DECIMAL(28, 4) COMMENT 'The tax on it, rounded once',
    name: STRING COMMENT 'The rate as the customer reads it; null on invoices of before it was kept',
    category: STRING COMMENT 'Of EN 16931, as it was applied: S standard, Z zero, E exempt, AE reverse charge, K intra-community, G export, O not subject to tax; null as above',
    reason: STRING COMMENT 'Why nothing is owed, where that is the account''s doing'
  >> NOT NULL COMMENT 'One per rate; they add up to tax',
  lines INT NOT NULL COMMENT 'Number of lines',
  content_hash STRING NOT NULL COMMENT 'SHA-256 of the invoice and its lines, in hex',
  previous_hash STRING NOT NULL COMMENT 'chain_hash of the invoice before it in the series; empty for the first',
  chain_hash STRING NOT NULL COMMENT 'SHA-256 of previous_hash and content_hash; a changed invoice breaks the chain',
  run_id STRING NOT NULL COMMENT 'The run that finalized it',
  exchange_rates ARRAY<STRUCT<
    from_currency: STRING COMMENT 'The currency of the prices',
    rate: DECIMAL(38, 18) COMMENT 'What one of it is in the currency of the invoice',
    date: DATE COMMENT 'The day from which the rate is in force'
  >> COMMENT 'What was exchanged into the currency of the invoice, by which rates; null if nothing was',
  purchase_order STRING COMMENT 'The customer''s own number, which the invoice repeats',
  buyer STRUCT<
    country: STRING COMMENT 'ISO 3166 code',
    tax_id: STRING COMMENT 'Such as a VAT number',
    address: STRING COMMENT 'Street and number',
    city: STRING COMMENT 'City',
    postal_code: STRING COMMENT 'Postal code'
  > COMMENT 'Who the account was then; null on invoices of before it was kept',
  seller STRUCT<
    name: STRING COMMENT 'Name as the invoice shows it',
    country: STRING COMMENT 'ISO 3166 code',
    tax_id: STRING COMMENT 'Such as a VAT number',
    address: STRING COMMENT 'Street and number',
    city: STRING COMMENT 'City',
    postal_code: STRING COMMENT 'Postal code',
    iban: STRING COMMENT 'The bank account that it is paid to',
    bic: STRING COMMENT 'Of the account''s bank'
  > COMMENT 'Who the seller was then; null on invoices of before it was kept',
  refers_to STRUCT<
    invoice_id: STRING COMMENT 'Its id',
    number: STRING COMMENT 'Its number',
    issue_date: DATE COMMENT 'When it was issued'
  > COMMENT 'Of a credit note that was asked for, the invoice that it takes back; else null',
  reason STRING COMMENT 'Why that was asked for; null as above',
  replaces STRUCT<
    invoice_id: STRING COMMENT 'Its id',
    number: STRING COMMENT 'Its number',
    issue_date: DATE COMMENT 'When it was issued'
  > COMMENT 'Of an invoice that was asked for again, the void one that it replaces; else null'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
