-- What became of rows, by the file they came in. One row per file and source.

SELECT
  source,
  landed_file,
  count(*) AS handed_over,
  count_if(outcome = 'accepted') AS accepted,
  count_if(outcome = 'duplicate') AS duplicates,
  count_if(outcome = 'conflict') AS conflicts,
  count_if(outcome = 'rejected') AS rejected,
  count_if(outcome = 'superseded') AS superseded,
  count_if(outcome = 'withdrawal') AS withdrawals,
  count_if(is_far_from_now) AS far_from_now
FROM classified_rows
GROUP BY source, landed_file
