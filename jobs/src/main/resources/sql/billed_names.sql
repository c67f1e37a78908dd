-- Names with a billed stretch of time that is not theirs any more as it was then: because the name, the subscription,
-- another one of the account or what a meter counts has changed since. And names with time that was billed without them.
-- One row per name.

SELECT DISTINCT coalesce(b.subject, r.subject) AS subject
FROM billed b
FULL OUTER JOIN (
  SELECT *
  FROM routes
  WHERE since_token < arrears_token
    AND (array_contains(meters, TRUE) OR array_contains(ambiguous_meters, TRUE))
    AND (routes_since IS NULL OR until_utc > routes_since)
) r
  ON r.subject = b.subject
  AND r.account_id = b.account_id
  AND r.subscription_id = b.subscription_id
  AND r.period_start = b.period_start
  -- What lies before the time that is asked about is cut at fewer rivals in routes than it was when it was billed.
  AND greatest(r.from_utc, r.routes_since) = b.from_utc
  AND r.until_utc = b.until_utc
  AND r.arrears_landing = b.landing
  AND r.is_shared = b.is_shared
  AND r.meters = b.meters
  AND r.ambiguous_meters = slice(b.ambiguous_meters, 1, size(b.meters))
  AND b.after_landing IS NULL
  AND b.is_as_now
WHERE b.subject IS NULL OR r.subject IS NULL
