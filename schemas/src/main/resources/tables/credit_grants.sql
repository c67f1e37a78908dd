-- Credit that accounts were granted; what became of it is in credit_ledger.
-- One row is one grant; an import replaces the row with the same id.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  credit_grant_id STRING NOT NULL COMMENT 'Id of the grant',
  account_id STRING NOT NULL COMMENT 'The account it was granted to',
  kind STRING NOT NULL COMMENT 'prepaid: it was paid for; promotional: it is a discount',
  amount DECIMAL(38, 18) NOT NULL COMMENT 'What was granted; of a percentage the most that it pays in all, 0 for no limit',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount, or a pricing unit of the catalog',
  priority INT NOT NULL COMMENT 'The smallest is burned first',
  valid_from DATE NOT NULL COMMENT 'First day, in the account''s time zone',
  valid_until DATE COMMENT 'Day after the last; null for no end',
  granted_at TIMESTAMP NOT NULL COMMENT 'Decides between grants that are otherwise equal, the earlier first',
  charges ARRAY<STRING> NOT NULL COMMENT 'Charges it may pay for, beside those of the products; all if both are empty',
  products ARRAY<STRING> NOT NULL COMMENT 'Products whose charges it may pay for; empty for none',
  every STRING COMMENT 'How often the amount is granted anew, from valid_from on: weekly, biweekly, monthly, quarterly, semiannual or annual; null for once',
  rollover DECIMAL(38, 18) COMMENT 'The share of what is left of one that the next one gets, 0 to 1; null for none',
  void_from DATE COMMENT 'First day on which nothing of it pays any more; null for never',
  percent DECIMAL(38, 18) COMMENT 'Of a promotional credit: how much it pays of what it covers on each invoice; null for all of it'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
