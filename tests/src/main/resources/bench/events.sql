-- One day of events. One row is one event and its number; no two events of a month share an instant, so the latest is never a tie.
-- Every value hangs on the event's number alone, so the same parameters make the same events on any machine.

WITH numbered AS (
  SELECT
    getvariable('first_event') + i AS n,
    i
  FROM range(getvariable('day_events')) numbers(i)
),

-- The k-th busiest subscription has 1/k of the events of the busiest.
drawn AS (
  SELECT
    n,
    i,
    least(getvariable('subscriptions'), floor(exp(share(n, 1) * ln(getvariable('subscriptions') + 1)))::BIGINT) AS rank,
    share(n, 2) AS kind
  FROM numbered
)

SELECT
  n,
  lpad(lower(to_hex(hash(n))), 16, '0') AS event_id,
  make_timestamp(getvariable('day_start') + i * getvariable('spacing') + draw(n, 3, getvariable('spacing'))) AS event_time,
  CASE
    WHEN kind < 0.50 THEN 'api_call'
    WHEN kind < 0.70 THEN 'completion'
    WHEN kind < 0.85 THEN 'session'
    WHEN kind < 0.95 THEN 'transfer'
    ELSE 'storage'
  END AS event_name,
  printf('sub-%06d', (rank * 7919) % getvariable('subscriptions')) AS subscription_id,
  ['eu', 'us', 'ap', 'sa', 'af'][1 + floor(5 * share(n, 4) * share(n, 5))::INTEGER] AS region,
  CASE WHEN kind < 0.50 THEN CASE WHEN share(n, 6) < 0.04 THEN 500 WHEN share(n, 6) < 0.1 THEN 404 ELSE 200 END END
    ::INTEGER AS status,
  CASE WHEN kind >= 0.50 AND kind < 0.70 THEN 1 + floor(exp(9 * share(n, 7))) END::BIGINT AS tokens,
  CASE WHEN kind >= 0.85 THEN draw(n, 8, 50000000)::DECIMAL(11, 0) * 0.000001::DECIMAL(7, 6) END::DECIMAL(18, 6) AS gigabytes,
  CASE WHEN kind >= 0.70 AND kind < 0.85
    THEN printf('user-%d', floor(pow(share(n, 9), 2) * (10 + 100000 // rank))::BIGINT) END AS user_id
FROM drawn
