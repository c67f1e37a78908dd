-- What somebody should look at: usage that is not billed, and invoices that wait, and why.
-- One row is one finding about one account, subscription, charge, meter, subject and period, as far as it concerns these.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  issue STRING NOT NULL COMMENT 'late_events, withdrawn_events, unmatched_events, ambiguous_subscription, held_charge, held_invoice (an invoice that its charges alone do not hold), skipped_values, quantity_too_large, too_many_dimension_values, uncounted_usage (either of these two, of a charge without a price), late_counter, uncharged_quantity, billed_outside, billed_otherwise, late_skipped_values, corrected_usage (of a period that is billed for good), uncorrected_usage (its correction cannot be made), closed_usage (known only after its month was closed), refused_request, invoice_too_large or many_invoices_due',
  account_id STRING COMMENT 'The account concerned, when it is known',
  subscription_id STRING COMMENT 'The subscription concerned, when it is known',
  charge_id STRING COMMENT 'The charge concerned, if one is',
  meter_id STRING COMMENT 'The meter concerned, if one is',
  subject STRING COMMENT 'The subject of the events, where they belong to nobody',
  period_start DATE COMMENT 'First day of the billing period concerned, if one is; of the first one, of a charge held in several',
  last_period_start DATE COMMENT 'First day of the last such period; null where the row is about one or none',
  findings BIGINT NOT NULL COMMENT 'How many the row stands for: periods in which a charge is held, combinations of dimension values',
  events BIGINT NOT NULL COMMENT 'Events concerned',
  quantity DECIMAL(38, 18) COMMENT 'Quantity concerned, where it can be told',
  message STRING NOT NULL COMMENT 'What is wrong and what to do'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
