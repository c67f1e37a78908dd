-- Where every accepted event is: the counts add up to the rows of events.
-- One row is one state of the events of one name.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  event_name STRING NOT NULL COMMENT 'Name of the events',
  state STRING NOT NULL COMMENT 'billed, open, late, unmatched, ambiguous or unpriced',
  events BIGINT NOT NULL COMMENT 'Events in that state; each event is in one state only'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
