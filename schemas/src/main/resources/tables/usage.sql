-- What each subscription consumed of each charge's meter, whether or not the charge has a price.
-- One row is one combination of dimension values in one segment of a billing period; meters without
-- dimensions have one row, whose dimension_values are empty.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subscription_id STRING NOT NULL COMMENT 'The subscription that consumed',
  account_id STRING NOT NULL COMMENT 'The account that pays',
  plan_id STRING NOT NULL COMMENT 'The plan that prices it',
  charge_id STRING NOT NULL COMMENT 'The charge of the plan',
  meter_id STRING NOT NULL COMMENT 'The meter as charges name it, with its profile: api_calls, voice.intl_minutes',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, in the account''s time zone',
  period_end DATE NOT NULL COMMENT 'Day after its last day',
  segment_start DATE NOT NULL COMMENT 'First day of the segment, the part of the period with one plan version and price',
  segment_end DATE NOT NULL COMMENT 'Day after its last day',
  segment_start_utc TIMESTAMP NOT NULL COMMENT 'The first instant of the segment, UTC; inclusive',
  segment_end_utc TIMESTAMP NOT NULL COMMENT 'The instant that ends the segment, UTC; exclusive',
  dimension_values ARRAY<STRING> NOT NULL COMMENT 'Values in the order of the meter''s dimensions; null where an event has none',
  quantity DECIMAL(38, 18) NOT NULL COMMENT 'In the unit of the meter, before conversion',
  events BIGINT NOT NULL COMMENT 'Events of the segment that count; a quantity that sees history may have none',
  skipped_events BIGINT NOT NULL COMMENT 'Events whose value is missing or not a number'
)
USING DELTA
PARTITIONED BY (period_end)
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
