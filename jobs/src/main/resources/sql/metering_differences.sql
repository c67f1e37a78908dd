-- Where folded state is not what metering all events of the same accounts comes to. One row per row that differs.

SELECT concat('sample check, ', name, ': only when ', if(sum(sign) > 0, 'folded', 'metered again'), ' there is ', row,
  '; run `nightly --full` and report this') AS breach
FROM (
  SELECT 'usage_state' AS name, 1 AS sign, to_json(struct(*)) AS row FROM folded_usage
  UNION ALL
  SELECT 'usage_state', -1, to_json(struct(*)) FROM metered_usage
  UNION ALL
  SELECT 'event_counts', 1, to_json(struct(*)) FROM folded_counts
  UNION ALL
  SELECT 'event_counts', -1, to_json(struct(*)) FROM metered_counts
)
GROUP BY name, row
HAVING sum(sign) <> 0
