-- Every catalog that was ever applied; the highest version is in force.
-- One row is one version.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  version BIGINT NOT NULL COMMENT 'Counts from 1',
  catalog_hash STRING NOT NULL COMMENT 'SHA-256 of the document, in hex',
  document STRING NOT NULL COMMENT 'The whole catalog as canonical JSON',
  applied_at TIMESTAMP NOT NULL COMMENT 'When it came into force, UTC'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
