-- The lines of finalized invoices; rows are only ever added.
-- One row is one line.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  invoice_id STRING NOT NULL COMMENT 'The invoice it is on',
  number STRING NOT NULL COMMENT 'The invoice''s number',
  line_number INT NOT NULL COMMENT 'Position on the invoice, from 1',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING NOT NULL COMMENT 'The subscription that is charged',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan',
  charge_type STRING NOT NULL COMMENT 'usage, recurring, one_time, counter or object',
  line_type STRING NOT NULL COMMENT 'usage, recurring_fee, one_time_fee, counter_running_total, counter_debit or counter_credit',
  description STRING NOT NULL COMMENT 'The line as the customer reads it',
  period_start DATE NOT NULL COMMENT 'First day of the period charged for',
  period_end DATE NOT NULL COMMENT 'Day after its last day',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'Billed units',
  unit_amount DECIMAL(38, 18) COMMENT 'Price of one unit; null where the line has no single one',
  exact_amount STRING NOT NULL COMMENT 'The amount before rounding, as decimal text',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'The line''s share of the rounded charge',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount',
  billing_date DATE NOT NULL COMMENT 'Billing date of the invoice'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
