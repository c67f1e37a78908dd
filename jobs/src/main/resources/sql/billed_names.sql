-- Names with a billed stretch of time that is not theirs any more as it was then: because the name, the subscription or
-- another one of the account has changed since. One row per name.

SELECT DISTINCT b.subject
FROM billed b
LEFT ANTI JOIN routes r
  ON r.subject = b.subject
  AND r.account_id = b.account_id
  AND r.subscription_id = b.subscription_id
  AND r.period_start = b.period_start
  -- What lies before the time that is asked about is cut at fewer rivals in routes than it was when it was billed.
  AND greatest(r.from_utc, r.routes_since) = b.from_utc
  AND r.until_utc = b.until_utc
  AND r.arrears_landing = b.landing
  AND r.since_token < r.arrears_token
  AND r.is_shared = b.is_shared
  AND r.meters = b.meters
  AND r.ambiguous_meters = b.ambiguous_meters
  AND b.after_landing IS NULL
