-- What was checked before something was published or closed, and what came of it. One row is one check of one run, or one
-- month that was closed.
-- publication BIGINT: The row of billing_runs that it belongs to
-- done_at TIMESTAMP: When it was published or closed, UTC
-- of STRING: The run, or the month
-- control STRING: Which check it is
-- statement STRING: What was found to hold
-- population BIGINT: Of how many things
-- exceptions BIGINT: For how many of them it does not hold: they are held or told, and listed by name in billing_issues
-- hash STRING: SHA-256 in hex of the check before it and of this one
SELECT publication, published_at AS done_at, run_id AS of, inline(checks)
FROM billing_runs
WHERE checks IS NOT NULL
UNION ALL
SELECT
  publication,
  done_at,
  period,
  action,
  IF(action = 'close', concat('signed by ', done_by), concat('opened again by ', done_by, ': ', reason)),
  coalesce(aggregate(figures, CAST(0 AS BIGINT), (sum, f) -> IF(f.section = 'documents', sum + f.count, sum)), 0),
  coalesce(aggregate(figures, CAST(0 AS BIGINT), (sum, f) -> IF(f.section = 'held', sum + f.count, sum)), 0),
  chain_hash
FROM period_closings
