-- Usage events that were accepted, as the whole of what can be billed; withdrawn_events has those that no longer count.
-- One row is one event as one landing accepted it. Of the rows of a (source, event_id), whatever number of copies and
-- versions arrived, at most one counts.
CREATE TABLE IF NOT EXISTS delta.`${location}` (
  event_id STRING NOT NULL COMMENT 'The sender''s id of the event, or a hash of the row when the source generates ids',
  source STRING NOT NULL COMMENT 'The source document''s id; with event_id it identifies the event',
  version BIGINT NOT NULL COMMENT 'The sender''s version of the event; a higher one takes the place of a lower one. 0 when the sender names none',
  event_name STRING NOT NULL COMMENT 'What happened; meters select events by it',
  subject STRING NOT NULL COMMENT 'Who used it, as the sender names them: an account key or an account or subscription id',
  event_time TIMESTAMP NOT NULL COMMENT 'When it happened, UTC; the landing time when the sender gave none',
  event_date DATE NOT NULL COMMENT 'The UTC day of event_time',
  properties MAP<STRING, STRING> NOT NULL COMMENT 'Everything else the sender said, by name; nested values as JSON text',
  property_1 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  property_2 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  property_3 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  property_4 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  property_5 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  property_6 STRING COMMENT 'Copy of the property that landings.promoted has at this place for the event''s name; null without one',
  body_hash BIGINT NOT NULL COMMENT 'Hash of name, subject, time and properties; two copies that differ in it are a conflict',
  identity_hash BIGINT NOT NULL COMMENT 'Hash of source and event_id; finds earlier copies cheaply',
  landing BIGINT NOT NULL COMMENT 'The landing that accepted the event',
  landed_at TIMESTAMP NOT NULL COMMENT 'When that landing took place, UTC',
  landed_file STRING NOT NULL COMMENT 'The file the event came in'
)
USING DELTA
