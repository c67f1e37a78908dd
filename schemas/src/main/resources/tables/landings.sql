-- What each landing did with each file; accepted + duplicates + conflicts + rejected + superseded + withdrawals =
-- handed_over.
-- One row is one file of one landing.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  landing BIGINT NOT NULL COMMENT 'Number of the landing; later landings have higher numbers',
  source STRING NOT NULL COMMENT 'The source document''s id',
  landed_file STRING NOT NULL COMMENT 'The file that was read',
  handed_over BIGINT NOT NULL COMMENT 'Rows in the file; 1 for a file that could not be read',
  accepted BIGINT NOT NULL COMMENT 'Rows that became events',
  duplicates BIGINT NOT NULL COMMENT 'Rows that repeat an accepted event word for word, and all rows of a file that landed before',
  conflicts BIGINT NOT NULL COMMENT 'Rows that repeat an accepted event''s id with another body',
  rejected BIGINT NOT NULL COMMENT 'Rows refused for any other reason, or the file itself',
  superseded BIGINT NOT NULL COMMENT 'Rows of which a higher version, or a withdrawal, is known already',
  withdrawals BIGINT NOT NULL COMMENT 'Rows that withdraw an event, whether or not it had arrived',
  content_hash STRING COMMENT 'SHA-256 of what is in the file and of how its source reads it; null when the file could not be read or changed meanwhile',
  promoted MAP<STRING, ARRAY<STRING>> NOT NULL COMMENT 'For each event name the properties that the landing''s events carry in property_1 and so on, besides the map',
  landed_at TIMESTAMP NOT NULL COMMENT 'When the landing took place, UTC'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
