-- Rows of event files that could not be accepted, kept so that they can be corrected and landed again.
-- One row is one refused row of one file, or one file that could not be read at all.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  landing BIGINT NOT NULL COMMENT 'The landing that refused the row',
  source STRING NOT NULL COMMENT 'The source document''s id',
  reason STRING NOT NULL COMMENT 'malformed_row, invalid_encoding, oversized_row, missing_id, invalid_id, missing_event_name, missing_account, control_character, invalid_time, invalid_version, invalid_action, refused_file, conflict or superseded',
  detail STRING NOT NULL COMMENT 'What exactly is wrong, for a person',
  event_id STRING COMMENT 'The sender''s id, when the row has one',
  landed_file STRING NOT NULL COMMENT 'The file the row came in',
  payload_hash BIGINT NOT NULL COMMENT 'Hash of the whole row, also of the part that payload leaves out; CRC-32C of a file that could not be read',
  payload STRING NOT NULL COMMENT 'The row as text, cut after 65,536 characters; empty for a file',
  landed_at TIMESTAMP NOT NULL COMMENT 'When the landing took place, UTC'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
