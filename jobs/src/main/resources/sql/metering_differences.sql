-- Where folded state is not what metering all events of the same accounts comes to. One row per row that differs.

WITH usage_differences AS (
  (SELECT 'usage_state', 'folded', to_json(struct(*)) FROM (SELECT * FROM folded_usage EXCEPT ALL SELECT * FROM metered_usage))
  UNION ALL
  (SELECT 'usage_state', 'metered again', to_json(struct(*))
    FROM (SELECT * FROM metered_usage EXCEPT ALL SELECT * FROM folded_usage))
),

count_differences AS (
  (SELECT 'event_counts', 'folded', to_json(struct(*))
    FROM (SELECT * FROM folded_counts EXCEPT ALL SELECT * FROM metered_counts))
  UNION ALL
  (SELECT 'event_counts', 'metered again', to_json(struct(*))
    FROM (SELECT * FROM metered_counts EXCEPT ALL SELECT * FROM folded_counts))
)

SELECT concat('sample check, ', name, ': only when ', side, ' there is ', row,
  '; run `nightly --full` and report this') AS breach
FROM (SELECT * FROM usage_differences UNION ALL SELECT * FROM count_differences) AS differences(name, side, row)
