-- The lines of draft invoices; replaced by every run.
-- One row is one line.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  invoice_id STRING NOT NULL COMMENT 'The draft invoice it is on',
  line_number INT NOT NULL COMMENT 'Position on the invoice, from 1',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING COMMENT 'The subscription that is charged; null for the minimum of the invoice and for commitments',
  plan_id STRING COMMENT 'The plan that prices it; null for the minimum of the invoice and for commitments',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan; UNIT_overage, plan_minimum, invoice_minimum or the id of a commitment for what is none',
  charge_type STRING NOT NULL COMMENT 'usage, recurring, one_time, counter, object, composite, interim, correction, manual (what somebody asked for; charge_id is the request), unused, overage, plan_minimum, invoice_minimum or commitment',
  line_type STRING NOT NULL COMMENT 'usage, recurring_fee, recurring_debit, recurring_credit, one_time_fee, interim, interim_credit, correction, net_correction (a correction to less, after the discounts that go back to credits), manual, counter_running_total, counter_debit, counter_credit, unused_time, composite, overage, plan_minimum, invoice_minimum, commitment_fee, true_up or commitment_overage',
  description STRING NOT NULL COMMENT 'The line as the customer reads it',
  period_start DATE NOT NULL COMMENT 'First day that the line pays for: of its period, of all the periods of a fee that comes back every few, or after a trial',
  period_end DATE NOT NULL COMMENT 'Day after the last day that it pays for',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'What is billed: units, packages, steps; 1 where nothing is counted, -1 where that takes something away',
  unit_amount DECIMAL(38, 18) COMMENT 'Price of one; quantity times unit_amount is exact_amount. Null where 18 decimals cannot say it',
  exact_amount STRING NOT NULL COMMENT 'The amount before rounding, as decimal text',
  amount DECIMAL(28, 4) NOT NULL COMMENT 'The line''s share of the rounded charge, before discounts and tax',
  discount DECIMAL(28, 4) NOT NULL COMMENT 'What promotional credits take off the line',
  tax_rate_id STRING COMMENT 'The rate of tax as the charge names it, or several with a plus between them; null where it names none',
  tax_percent DECIMAL(9, 6) NOT NULL COMMENT 'What was applied, all rates together: 0 for an account that is exempt or owes the tax itself',
  tax DECIMAL(28, 4) NOT NULL COMMENT 'The line''s share of the tax at its rates',
  currency STRING NOT NULL COMMENT 'ISO 4217 code of the amount',
  billing_date DATE NOT NULL COMMENT 'Billing date of the invoice',
  charged_account_id STRING COMMENT 'The account that is charged, which account_id pays for; null for the minimum of the invoice and for commitments, and on lines of before one could pay for another',
  price_currency STRING COMMENT 'What quantity times unit_amount is in, where that is not the currency of the invoice',
  price_amount DECIMAL(28, 4) COMMENT 'The amount in price_currency, before the exchange',
  exchange_rate DECIMAL(38, 18) COMMENT 'What one of price_currency is in currency; null where nothing was exchanged',
  exchange_date DATE COMMENT 'The day from which that rate is in force',
  tax_category STRING COMMENT 'Of EN 16931, as it was applied: S, Z, E, AE, K, G or O, or several with a plus between them; null where no rate is named, and on lines of before it was kept',
  credited_line INT COMMENT 'Of a credit note that was asked for, the line of the invoice that it takes back; of an invoice that replaces a void one, the line that it repeats; else null'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
