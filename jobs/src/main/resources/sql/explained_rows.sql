-- Rows of which it is known what becomes of them, with what a person is told about those that are refused.
-- One row per row.

SELECT
  * EXCEPT (reason, problem, time_text, time_problem, version_text, action, payload, payload_hash),
  CASE WHEN outcome IN ('conflict', 'superseded') THEN outcome ELSE reason END AS reason,
  CASE
    WHEN outcome NOT IN ('conflict', 'rejected', 'superseded') THEN NULL
    WHEN outcome = 'conflict' THEN concat('event ', event_id, ' is known with another body; the first one counts')
    WHEN outcome = 'superseded' THEN concat('a higher version, or a withdrawal, of event ', event_id, ' is known')
    WHEN problem IS NOT NULL THEN problem
    WHEN reason = 'refused_file'
      THEN 'another row of the file can be no event, and its source wants such files refused; mend it and send it again'
    WHEN reason = 'missing_id' THEN 'the row has no id'
    WHEN reason = 'missing_event_name' THEN 'the row has no event name'
    WHEN reason = 'missing_account' THEN 'the row names no account'
    WHEN reason = 'control_character' THEN 'the id, the event name or the account has a control character'
    WHEN reason = 'invalid_time' THEN concat('\'', left(time_text, 100), '\' is not a time as its source writes them',
      coalesce(concat(': ', time_problem), ''))
    WHEN reason = 'invalid_version'
      THEN concat('\'', left(version_text, 100), '\' is not a version: a whole number of at most 18 digits')
    WHEN reason = 'invalid_action'
      THEN concat('\'', left(action, 100), '\' is not an action; known: amend, deprecate, record, withdraw')
    WHEN reason = 'outside_window' THEN concat('the event is of ', event_time, ', outside the window that is replaced')
    WHEN reason = 'withdrawal' THEN 'a withdrawal; what is not to be in the window that is replaced is left out of its files'
  END AS detail,
  CASE WHEN outcome IN ('conflict', 'rejected', 'superseded') THEN payload END AS payload,
  CASE WHEN outcome IN ('conflict', 'rejected', 'superseded') THEN payload_hash END AS payload_hash
FROM decided_rows
