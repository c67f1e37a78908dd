-- What accounts have agreed to spend over some time. What a prepaid one has left is in credit_ledger, under its id.
-- One row is one commitment; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  commitment_id STRING NOT NULL COMMENT 'Id of the commitment',
  account_id STRING NOT NULL COMMENT 'The account that has agreed',
  kind STRING NOT NULL COMMENT 'postpaid: what is missing in the end is billed; prepaid: a fee is billed, and the amount pays for usage',
  amount DECIMAL(38, 18) NOT NULL COMMENT 'What is to be spent',
  fee DECIMAL(38, 18) COMMENT 'What a prepaid commitment costs; null for the amount, and for a postpaid one',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of amount and fee',
  start_date DATE NOT NULL COMMENT 'First day, in the account''s time zone',
  end_date DATE NOT NULL COMMENT 'Day after the last',
  products ARRAY<STRING> NOT NULL COMMENT 'Products whose charges it is for; empty for all charges',
  every STRING COMMENT 'How far the installments of the fee are apart; null for a fee that is billed at once',
  installments INT COMMENT 'How many there are; null for as many as begin before end_date',
  tax STRING COMMENT 'The tax rate of its lines, by its id; null for that of the charge beside a true-up, and for none of a fee',
  overage_factor DECIMAL(38, 18) COMMENT 'What is spent beyond the amount costs so many times its price; null for once'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
