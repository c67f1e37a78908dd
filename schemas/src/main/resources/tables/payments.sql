-- What payment systems and banks tell of: money that came or went back, and what failed. Rows are only ever added.
-- One row is one result.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  payment_id STRING NOT NULL COMMENT 'Its id there; what comes again with the same is the same',
  kind STRING NOT NULL COMMENT 'payment: money came; failure: an attempt to collect it failed; refund: it was given back; chargeback: the customer''s bank took it back; fee: what the payment system kept of it',
  invoice STRING COMMENT 'The number or id of the invoice, or the key of an export, as it was told; null if it names none',
  account_id STRING COMMENT 'The account, as it was told; null if it names none',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'How much, never less than 0',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount',
  date DATE NOT NULL COMMENT 'When it happened',
  reason STRING COMMENT 'Why it failed or went back; null if not told',
  reference STRING COMMENT 'What else it is known by, such as the text of a bank transfer; null if not told',
  imported_at TIMESTAMP NOT NULL COMMENT 'When it was imported'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
