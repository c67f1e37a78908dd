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
  subtotal DECIMAL(38, 4) NOT NULL COMMENT 'Sum of the lines, before discounts and tax',
  discount DECIMAL(38, 4) NOT NULL COMMENT 'What promotional credits take off',
  tax DECIMAL(38, 4) NOT NULL COMMENT 'Sum of the taxes',
  total DECIMAL(38, 4) NOT NULL COMMENT 'subtotal less discount plus tax',
  paid_by_credits DECIMAL(38, 4) NOT NULL COMMENT 'What prepaid credits pay of the total',
  amount_due DECIMAL(38, 4) NOT NULL COMMENT 'What is left to pay: total less paid_by_credits',
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
  state STRING NOT NULL COMMENT 'open (period still runs or grace days remain), due or held; one with a negative total becomes a credit note',
  held_reason STRING COMMENT 'Why it cannot be finalized; null unless held',
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
