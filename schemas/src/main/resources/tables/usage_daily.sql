-- What each subscription consumed of each meter on each day, for charts. A day's quantity is what its events come to by
-- themselves: counts and sums of days add up to the period, averages and unique counts do not. Late events are included.
-- One row is one combination of dimension values of one meter, subscription and day. Meters that see history, and users'
-- own SQL, have none.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  day DATE NOT NULL COMMENT 'The day by the clock of the account',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  subscription_id STRING NOT NULL COMMENT 'The subscription that consumed',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it',
  meter_id STRING NOT NULL COMMENT 'The meter as charges name it, with its profile',
  dimensions ARRAY<STRING> NOT NULL COMMENT 'What the usage is split by',
  dimension_values ARRAY<STRING> NOT NULL COMMENT 'Values in the order of the dimensions; null where an event has none',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'In the unit of the meter, before conversion',
  events BIGINT NOT NULL COMMENT 'Events of the day that count',
  skipped_events BIGINT NOT NULL COMMENT 'Events whose value is missing or not a number'
)
USING DELTA
PARTITIONED BY (day)
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
