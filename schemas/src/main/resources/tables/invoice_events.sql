-- What became of finalized invoices after they were issued. Rows are only ever added; the last one of an invoice says how it stands.
-- One row is one thing that happened to one invoice, or a payment that belongs to none.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  invoice_id STRING COMMENT 'The invoice; null for a payment that no invoice was found for',
  number STRING COMMENT 'Its number; null as above',
  account_id STRING COMMENT 'The account that pays; null if it is not known',
  event_number INT NOT NULL COMMENT 'Counts the events of the invoice, from 1; 0 for what belongs to none',
  event STRING NOT NULL COMMENT 'credited, voided, payment, failure, refund, chargeback, fee, uncollectible, written_off, moved: what was paid of one invoice became that of another, or unmatched: a payment that no invoice was found for, and less than 0 once one was',
  event_date DATE NOT NULL COMMENT 'When it happened',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'What it is about: credited, paid, given back; of moved what the invoice gets, less than 0 for what it gives',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of both amounts',
  status STRING COMMENT 'How the invoice stands after it: open, partly_paid, paid, overpaid, void or uncollectible; null without an invoice',
  balance DECIMAL(28, 4) COMMENT 'What is still to be paid of it after this; less than 0 for what was paid too much; null without an invoice',
  reason STRING COMMENT 'Why, where it was told',
  request_id STRING COMMENT 'The request that asked for it; null if none did',
  payment_id STRING COMMENT 'The payment that it is; null if none',
  credit_note_id STRING COMMENT 'The credit note that it is; null if none',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; the one that saw it'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
