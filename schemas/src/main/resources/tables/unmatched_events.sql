-- Accepted events that no subscription pays for, because nobody has that name or nothing was active at their time.
-- One row is one event, with the columns of events that metering needs; it leaves when somebody pays for it.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  source STRING NOT NULL COMMENT 'The source document''s id; with event_id it identifies the event',
  event_id STRING NOT NULL COMMENT 'The sender''s id of the event',
  identity_hash BIGINT NOT NULL COMMENT 'Hash of source and event_id',
  event_name STRING NOT NULL COMMENT 'What happened',
  event_date DATE NOT NULL COMMENT 'The UTC day of event_time',
  event_time TIMESTAMP NOT NULL COMMENT 'When it happened, UTC',
  subject STRING NOT NULL COMMENT 'Who used it, as the sender names them: the name that is missing among account keys, or inactive',
  properties MAP<STRING, STRING> NOT NULL COMMENT 'Everything else the sender said',
  landing BIGINT NOT NULL COMMENT 'The landing that accepted the event'
)
USING DELTA
TBLPROPERTIES ('delta.enableDeletionVectors' = 'false', 'delta.dataSkippingNumIndexedCols' = '0')
