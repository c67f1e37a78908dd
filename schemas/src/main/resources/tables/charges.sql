-- What each charge of each subscription costs in a billing period, before it is invoiced.
-- One row is one charge in one period; a held row has a reason and is on no invoice.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription that is charged',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  seller_id STRING NOT NULL COMMENT 'The seller that invoices',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan',
  charge_name STRING NOT NULL COMMENT 'The charge as invoices name it',
  charge_type STRING NOT NULL COMMENT 'usage, recurring, one_time, counter, object, composite, interim: usage that is billed before its period ends, and what is taken off for it at the end, unused: what is given back of an earlier plan, or plan_minimum: what the period''s charges must come to, of which an invoice knows what is missing',
  charge_position INT NOT NULL COMMENT 'Where the charge stands in its plan, from 1; invoice lines follow it',
  meter_id STRING COMMENT 'The meter of a usage charge, with its profile',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the plan, and of the invoice unless the account has a currency of its own; amounts are in unit',
  payment_terms_days INT NOT NULL COMMENT 'Days from issue to due date',
  grace_days INT NOT NULL COMMENT 'Days an invoice waits for late events before it may be issued',
  period_start DATE NOT NULL COMMENT 'First day of the period charged for, in the account''s time zone',
  period_end DATE NOT NULL COMMENT 'Day after its last day',
  service_start DATE NOT NULL COMMENT 'First day that is paid for: of the period, of all the periods of a fee that comes back every few, or after a trial',
  service_end DATE NOT NULL COMMENT 'Day after the last day that is paid for',
  billing_date DATE NOT NULL COMMENT 'The period boundary the charge is invoiced at: start in advance, end in arrears',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'Units consumed, after conversion; packages are counted in their line; of a counter or a fee what it stood at first, of changes of a fee at last',
  exact_amount STRING NOT NULL COMMENT 'The amount before rounding, as decimal text of any length; of a plan_minimum what the period''s other charges on the invoice must come to',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'The amount rounded once to the currency''s minor unit',
  lines ARRAY<STRUCT<
    line_type: STRING COMMENT 'usage, recurring_fee, recurring_debit, recurring_credit, one_time_fee, counter_running_total, counter_debit, counter_credit, unused_time, interim, interim_credit or composite',
    label: STRING COMMENT 'Which part of the price: tier 1, region=eu',
    quantity: DECIMAL(38, 18) COMMENT 'What is counted there: units, packages, steps; 1 where nothing is, -1 where that takes something away',
    unit_amount: DECIMAL(38, 18) COMMENT 'Price of one; quantity times unit_amount is exact_amount. Null where 18 decimals cannot say it',
    exact_amount: STRING COMMENT 'The part before rounding',
    amount: DECIMAL(28, 4) COMMENT 'The part''s share of the rounded amount'
  >> NOT NULL COMMENT 'How the amount comes about; the lines'' amounts add up to it',
  held_reason STRING COMMENT 'Why the charge cannot be billed; null when it can',
  service_full_days BIGINT COMMENT 'Of a fee, counter or object that is billed once for these days, the days that a full amount pays for; else null',
  unit STRING NOT NULL COMMENT 'What every amount of the row is in: the currency, or a pricing unit of the catalog, which an invoice pays with credits or bills as overage'
)
USING DELTA
PARTITIONED BY (billing_date)
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
