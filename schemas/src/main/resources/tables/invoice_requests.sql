-- What people asked for about invoices: commands write it, the next run does it. Rows are only ever added.
-- One row is one request.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  request_id STRING NOT NULL COMMENT 'Id of the request; they are counted',
  request STRING NOT NULL COMMENT 'void: take back all that is left of an invoice; replace: take it back and issue it again, to whom the account is by now; credit: take back some of it; hold: issue nothing for an account, or not this draft, until release; release: end that, or issue a draft however unusual it is; finalize: issue a draft before its grace days are over; add_line: put a line on the account''s next invoice; write_off: expect no payment of an invoice any more; match: a payment that no invoice was found for is of this one; move: what was paid of another invoice is of this one',
  invoice_id STRING COMMENT 'The invoice or draft that it is about; null for all drafts of the account',
  account_id STRING NOT NULL COMMENT 'The account that pays it',
  line_number INT COMMENT 'Of a credit: the line that it takes from; null for all, in proportion',
  net DECIMAL(28, 4) COMMENT 'Of a credit: what it takes back before tax; of a line: what it costs before tax; null of others',
  currency STRING COMMENT 'ISO 4217 code of net or amount; null without them',
  reason STRING NOT NULL COMMENT 'Why, as the customer may read it',
  requested_by STRING NOT NULL COMMENT 'Who asked',
  requested_at TIMESTAMP NOT NULL COMMENT 'When',
  payment_id STRING COMMENT 'Of a match: the payment; else null',
  from_invoice_id STRING COMMENT 'Of a move: the invoice that it is taken from; else null',
  amount DECIMAL(28, 4) COMMENT 'Of a match or a move: how much; else null'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
