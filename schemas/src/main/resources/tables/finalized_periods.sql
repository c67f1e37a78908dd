-- What has been billed for good. Later events for such a period are late; its charges never change.
-- One row per subscription, billing period and timing.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription that was billed',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, inclusive, in the time zone of the account',
  period_end DATE NOT NULL COMMENT 'End of the billing period, exclusive, in the time zone of the account',
  timing STRING NOT NULL COMMENT 'advance: the charges due at the start of the period; arrears: usage and charges due at its end',
  billing_date DATE NOT NULL COMMENT 'The period boundary at which they were due',
  landing BIGINT NOT NULL COMMENT 'Events of later landings are not in it',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; account keys of a later count were not known to it',
  finalized_on DATE NOT NULL COMMENT 'As-of date of the run that finalized it'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
