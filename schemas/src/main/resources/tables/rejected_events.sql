-- Rows of event files that could not be accepted, kept so that they can be corrected and landed again.
-- One row is one refused row of one file.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  landing BIGINT NOT NULL COMMENT 'The landing that refused the row',
  source STRING NOT NULL COMMENT 'The source document''s id',
  reason STRING NOT NULL COMMENT 'missing_id, missing_event_name, missing_account, invalid_time, malformed_row, refused_file or conflict',
  detail STRING NOT NULL COMMENT 'What exactly is wrong, for a person',
  event_id STRING COMMENT 'The sender''s id, when the row has one',
  landed_file STRING NOT NULL COMMENT 'The file the row came in',
  payload_hash BIGINT NOT NULL COMMENT 'Hash of the whole row, also of the part that payload leaves out',
  payload STRING NOT NULL COMMENT 'The row as text, cut at 64 KiB',
  landed_at TIMESTAMP NOT NULL COMMENT 'When the landing took place, UTC'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
