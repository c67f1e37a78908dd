-- The runs that changed what readers see; the latest row lists the table versions in force.
-- One row is one publication, the taking back of one, an erasure that rewrote what one had published or read, a repair
-- (somebody accepted tables that are not as they were left), or an upgrade of all tables to other columns.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  publication BIGINT NOT NULL COMMENT 'Counts up by one with every row; the highest is in force',
  run_id STRING NOT NULL COMMENT 'The run that was published or taken back, or whose tables an erasure rewrote',
  action STRING NOT NULL COMMENT 'publish, revert, erase, repair or upgrade',
  run_in_force STRING COMMENT 'The run whose rows readers see from then on; null when the first one was taken back',
  as_of DATE NOT NULL COMMENT 'The date up to which periods were due',
  catalog_hash STRING NOT NULL COMMENT 'The catalog that priced the run',
  landing BIGINT NOT NULL COMMENT 'The last landing the run saw',
  input_versions MAP<STRING, BIGINT> NOT NULL COMMENT 'Version of each input table the run read',
  table_versions MAP<STRING, BIGINT> NOT NULL COMMENT 'Version of each gold table that readers see',
  table_contents MAP<STRING, STRING> NOT NULL COMMENT 'What stands for the files of each gold table and their content: SHA-256 in hex; of tables that only grow their bytes count, of others their names and sizes',
  last_seals MAP<STRING, STRING> NOT NULL COMMENT 'chain_hash of the last invoice of each seller and series that was published, by seller_id/series; the hash of the last check as checks',
  counts MAP<STRING, BIGINT> NOT NULL COMMENT 'Rows and events by name, for the record',
  published_at TIMESTAMP NOT NULL COMMENT 'When readers began to see it, UTC',
  reason STRING COMMENT 'Why somebody accepted tables that are not as they were left; from which layout to which of an upgrade; null of others',
  checks ARRAY<STRUCT<
    control: STRING COMMENT 'Which check it is',
    statement: STRING COMMENT 'What was found to hold',
    population: BIGINT COMMENT 'Of how many things',
    exceptions: BIGINT COMMENT 'For how many of them it does not hold: they are held or told, and named in billing_issues',
    hash: STRING COMMENT 'SHA-256 in hex of the check before it, the run and this one'
  >> COMMENT 'What was checked before a run was published, in order; null of others, and of before it was kept'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
