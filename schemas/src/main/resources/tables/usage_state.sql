-- What a night folds new events into, so that it need not read the old ones again.
-- One row is what the events of one subscription, billing period and scope add up to for one meter and combination of
-- dimension values. Only what the aggregation of the meter needs is there; the rest is null.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING NOT NULL COMMENT 'The subscription that consumed',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it, as metering knows it: pro, and pro@2026-02-01 for periods from then on that are metered otherwise',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, in the time zone of the account',
  scope STRING NOT NULL COMMENT 'open: not billed yet; late: came after the period was billed; history: all of the period, for meters that see history',
  meter_id STRING NOT NULL COMMENT 'The meter as charges name it, with its profile',
  dimensions ARRAY<STRING> NOT NULL COMMENT 'What the usage is split by',
  dimension_values ARRAY<STRING> NOT NULL COMMENT 'Values in the order of the dimensions; null where an event has none',
  events BIGINT NOT NULL COMMENT 'Events that count',
  usable_events BIGINT NOT NULL COMMENT 'Those of them that report something usable',
  total DECIMAL(38, 18) COMMENT 'Sum of the values; null without one, or when it has no room',
  is_too_large BOOLEAN NOT NULL COMMENT 'Whether there is a sum, but it has no room in a quantity',
  minimum DECIMAL(38, 18) COMMENT 'Least value',
  maximum DECIMAL(38, 18) COMMENT 'Greatest value',
  last STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING, value: DECIMAL(38, 18)> COMMENT 'Last value by time, id and source',
  distinct_values BIGINT COMMENT 'How many different values; seen_values has them'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
