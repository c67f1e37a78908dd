-- Usage that costs no money, because it is within what its prices include.
-- One row per subscription, billing period and event name of which no charge comes to anything.

SELECT c.account_id, c.subscription_id, c.period_start, m.event_name
FROM charges c
JOIN metered_names m ON m.plan_id = c.plan_id AND m.meter_id = c.meter_id
WHERE c.charge_type = 'usage'
GROUP BY c.account_id, c.subscription_id, c.period_start, m.event_name
HAVING max(abs(c.amount)) = 0
