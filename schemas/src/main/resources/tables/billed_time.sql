-- Which time charges have been billed for, for good: a fee is billed once for a day, whatever changes later.
-- One row is one stretch of days of one charge of a subscription; of one charge no two share a day, unless one was given
-- back or says that changes of it are billed. Rows are only added.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription that was charged',
  account_id STRING NOT NULL COMMENT 'The account that paid',
  plan_id STRING NOT NULL COMMENT 'The plan that priced it',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan',
  charge_type STRING NOT NULL COMMENT 'recurring, one_time, counter or object; unused for what was given back when a plan was changed; change for changes of days that were billed in advance; usage for what counts towards a cap of several periods, all usage is billed by the periods of finalized_periods; interim for usage that was billed before its period ended, and negative where that is taken off',
  start_date DATE NOT NULL COMMENT 'First day that was paid for, in the time zone of the account; of a one-time fee the first day of its period',
  end_date DATE NOT NULL COMMENT 'Day after the last one',
  full_days BIGINT NOT NULL COMMENT 'Days that a full amount pays for',
  timing STRING NOT NULL COMMENT 'advance or arrears',
  billing_date DATE NOT NULL COMMENT 'Billing date of the invoice that has it',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the invoice that has it',
  unit STRING NOT NULL COMMENT 'What the amount is in: the currency, or a pricing unit of the catalog',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'What was billed for these days',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; the one that billed it'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
