-- What was taken from the rows of people who asked to be forgotten. It names nobody.
-- One row is what one erasure took from the rows of one subject, source and table.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  subject_hash STRING NOT NULL COMMENT 'Stands for the subject as its events carry it: HMAC-SHA-256 in hex under the key of the lake, SHA-256 without one',
  source STRING NOT NULL COMMENT 'The source document''s id',
  table_name STRING NOT NULL COMMENT 'events, unmatched_events or rejected_events',
  erased_rows BIGINT NOT NULL COMMENT 'Rows from which something was taken',
  properties ARRAY<STRING> NOT NULL COMMENT 'Names of the properties that were taken, in alphabetical order; none of refused rows, whose payload was taken',
  landing BIGINT NOT NULL COMMENT 'The last landing by then; what landed later is as it came',
  table_version BIGINT NOT NULL COMMENT 'Version of the table from which on it can be read; files of earlier ones are gone',
  erased_at TIMESTAMP NOT NULL COMMENT 'When that was, UTC'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
