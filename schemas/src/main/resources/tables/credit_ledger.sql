-- What became of credits, in double entry: rows are only ever added, and those of a run add up to 0 in each unit.
-- One row is one side of an entry: what one account of a grant gets, and another gives.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  credit_grant_id STRING NOT NULL COMMENT 'The grant',
  account_id STRING NOT NULL COMMENT 'The account that has the credit',
  entry STRING NOT NULL COMMENT 'return (a credit note gives back what was burned), grant, void (a grant was lowered, voided or given to another account), burn, expire, revive (an expired grant was prolonged), or transfer (to the next one of a grant that comes back)',
  ledger_account STRING NOT NULL COMMENT 'issued (the seller gives), available, burned or expired',
  unit STRING NOT NULL COMMENT 'ISO 4217 code, or a pricing unit of the catalog',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'What it gets; negative for what it gives. The available amounts of a grant, of each recurrence, add up to what is left of it, which is never negative',
  invoice_id STRING COMMENT 'Of a burn: the invoice; of a return: the credit note',
  line_number INT COMMENT 'Of a burn or return: the line of the invoice or credit note; null where a pricing unit was paid, which is on no line',
  subscription_id STRING COMMENT 'Of a burn: the subscription whose charge was paid; null for the minimum of an invoice',
  charge_id STRING COMMENT 'Of a burn: the charge that was paid',
  entry_date DATE NOT NULL COMMENT 'As-of date of the run; of a burn the billing date',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; the one that made the entry',
  recurrence INT COMMENT 'Which one of a grant that comes back, from 1; null for one that is given once'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
