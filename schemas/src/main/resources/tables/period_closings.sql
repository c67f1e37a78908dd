-- Which months are closed, and which were opened again: commands write it. Rows are only ever added, each sealed with the one before it.
-- One row is the closing of a month, with what was signed, or the opening of one again.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  closing_number BIGINT NOT NULL COMMENT 'Counts the rows, from 1',
  period STRING NOT NULL COMMENT 'The month, such as 2026-10',
  action STRING NOT NULL COMMENT 'close or reopen',
  done_by STRING NOT NULL COMMENT 'Who did it',
  reason STRING COMMENT 'Why; null of a month that was closed without a word',
  done_at TIMESTAMP NOT NULL COMMENT 'When, UTC',
  publication BIGINT NOT NULL COMMENT 'The row of billing_runs that was in force: documents that were published later are of the next month that is closed',
  landing BIGINT NOT NULL COMMENT 'The last landing whose events correct usage of the month; 0 of a month that is opened again',
  figures ARRAY<STRUCT<
    section: STRING COMMENT 'documents, plans, taxes, credits, corrections, held, changed, late, receivables or waiting',
    item: STRING COMMENT 'What of it: invoices, a plan, a rate of tax, an account and why it is held',
    currency: STRING COMMENT 'ISO 4217 code of the amounts; null without any',
    count: BIGINT COMMENT 'How many documents, lines, accounts or events',
    net: DECIMAL(38, 4) COMMENT 'What they come to before tax, after discounts',
    tax: DECIMAL(38, 4) COMMENT 'The tax on it',
    total: DECIMAL(38, 4) COMMENT 'With tax'
  >> NOT NULL COMMENT 'What was signed, in the order in which it is read; empty of a month that is opened again',
  content_hash STRING NOT NULL COMMENT 'SHA-256 in hex of all columns before it',
  previous_hash STRING NOT NULL COMMENT 'chain_hash of the row before it; empty for the first',
  chain_hash STRING NOT NULL COMMENT 'SHA-256 in hex of previous_hash and content_hash'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
