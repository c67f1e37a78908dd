-- Whose events have been billed, and by whom: an event that one of these rows covers was on the table when that period
-- was billed, and is never billed again, whoever its name belongs to later.
-- One row is a stretch of time of one name in one billed period. It covers the name's events in the stretch that landed
-- after after_landing and up to landing. The invoice is that of the subscription and period. Rows are only added.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subject STRING NOT NULL COMMENT 'The name, as events have it: an alias, an account, a subscription or a user',
  account_id STRING NOT NULL COMMENT 'The account that paid',
  subscription_id STRING NOT NULL COMMENT 'The subscription that was charged',
  plan_id STRING NOT NULL COMMENT 'The plan that priced it, as in usage_state',
  time_zone STRING NOT NULL COMMENT 'The time zone that the account had',
  period_start DATE NOT NULL COMMENT 'First day of the billing period, as in finalized_periods',
  from_utc TIMESTAMP NOT NULL COMMENT 'The first instant of the stretch, UTC; inclusive',
  until_utc TIMESTAMP NOT NULL COMMENT 'The instant that ends it, UTC; exclusive',
  after_landing BIGINT COMMENT 'Events up to this landing are not in it, for they were billed to somebody else; null where all are',
  landing BIGINT NOT NULL COMMENT 'Events of later landings are not in it',
  meters ARRAY<STRING> NOT NULL COMMENT 'The meters that counted them, with their profiles, in order',
  ambiguous_meters ARRAY<STRING> NOT NULL COMMENT 'The meters that did not, because several subscriptions could have paid',
  is_shared BOOLEAN NOT NULL COMMENT 'Whether several subscriptions of the account could have paid for some',
  catalog_hash STRING NOT NULL COMMENT 'The catalog that says what these meters count, as in catalog_versions',
  run_token BIGINT NOT NULL COMMENT 'Counts the runs; the one that billed it'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
