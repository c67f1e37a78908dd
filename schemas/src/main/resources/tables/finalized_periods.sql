-- Which time of subscriptions has been billed for good. Later events of it are late; its charges never change, whatever
-- start, end, plan, cadence, time zone or account the subscription has later: periods are made of the time that is left.
-- One row per subscription, billing period and timing; of one timing no two share a day.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription that was billed',
  account_id STRING NOT NULL COMMENT 'The account that paid',
  plan_id STRING NOT NULL COMMENT 'The plan that priced it',
  time_zone STRING NOT NULL COMMENT 'The time zone that the account had',
  period_index INT NOT NULL COMMENT 'Counts the periods of the schedule that held then, from 0',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, inclusive, in the time zone of the account',
  period_end DATE NOT NULL COMMENT 'End of the billing period, exclusive, in the time zone of the account',
  period_full_days BIGINT NOT NULL COMMENT 'Days of the full period that it is, or is a part of',
  start_utc TIMESTAMP NOT NULL COMMENT 'The first instant that was billed, UTC; inclusive',
  end_utc TIMESTAMP NOT NULL COMMENT 'The instant that ends it, UTC; exclusive',
  timing STRING NOT NULL COMMENT 'advance: the charges due at the start of the period; arrears: usage and charges due at its end',
  billing_date DATE NOT NULL COMMENT 'The period boundary at which they were due',
  landing BIGINT NOT NULL COMMENT 'Events of later landings are not in it',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; account keys of a later count were not known to it',
  finalized_on DATE NOT NULL COMMENT 'As-of date of the run that finalized it'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
