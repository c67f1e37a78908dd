-- What was said about events that are not to count, or no longer. Nothing is taken out of events: rows of it that are
-- named here are left out wherever events are counted.
-- One row is one withdrawal that a sender handed over, or one event whose place another one took.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  source STRING NOT NULL COMMENT 'The source document''s id; with event_id it identifies the event',
  event_id STRING NOT NULL COMMENT 'The sender''s id of the event',
  identity_hash BIGINT NOT NULL COMMENT 'Hash of source and event_id',
  reason STRING NOT NULL COMMENT 'deprecated (its sender withdrew it), amended (a higher version came) or replaced (its time window was replaced)',
  version BIGINT NOT NULL COMMENT 'Where deprecated: no version up to this one counts, whenever it arrives; else the version of the event',
  event_landing BIGINT COMMENT 'The landing that accepted the event; null when no event counted that the withdrawal could mean',
  event_name STRING COMMENT 'Name of that event',
  event_date DATE COMMENT 'The UTC day of that event',
  subject STRING COMMENT 'Who used it, as the sender names them',
  landing BIGINT NOT NULL COMMENT 'The landing from which on it does not count',
  landed_at TIMESTAMP NOT NULL COMMENT 'When that landing took place, UTC',
  landed_file STRING COMMENT 'The file that said so; null for an event that a replaced window no longer has'
)
USING DELTA
TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '0')
