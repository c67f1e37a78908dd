-- Where every accepted event is: the counts add up to the rows of events.
-- One row is one state of the events of one name.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  event_name STRING NOT NULL COMMENT 'Name of the events',
  state STRING NOT NULL COMMENT 'billed, included (billed at no money, or counted by charges without a price), open (not yet due), late, unmatched, ambiguous, filtered (a priced meter has the name, its filter refuses the event), unpriced (no charge asks for it) or withdrawn (withdrawn, amended or replaced; whether or not it was billed before)',
  events BIGINT NOT NULL COMMENT 'Events in that state; each event is in one state only'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
