-- In what state the accepted events of each account are, before the run that counted them finalized anything.
-- One row is one state of an account's events of one name; open ones by the billing period that they wait in.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  account_id STRING NOT NULL COMMENT 'The account that the events are for',
  subject STRING COMMENT 'Where several subscriptions could pay: who the events name; else null',
  subscription_id STRING COMMENT 'Where open: the subscription that will pay; else null',
  period_start DATE COMMENT 'Where open: first day of the billing period; else null',
  event_name STRING NOT NULL COMMENT 'Name of the events',
  state STRING NOT NULL COMMENT 'billed, included, open, late, ambiguous, filtered or unpriced; as in event_ledger',
  events BIGINT NOT NULL COMMENT 'Events in that state; each event is in one state only',
  ambiguous_events BIGINT NOT NULL COMMENT 'Those among them that a meter of several subscriptions counts'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
