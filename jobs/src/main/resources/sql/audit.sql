-- The laws a run must keep before it is published, beside those of invoice_laws. One row is one breach, as a sentence.

SELECT concat('charge ', subscription_id, '/', charge_id, ' of ', period_start,
  ': its lines do not add up to ', amount) AS breach
FROM charges
WHERE amount <> aggregate(lines, CAST(0 AS DECIMAL(38, 4)),
  (sum, line) -> CAST(sum + line.amount AS DECIMAL(38, 4)))

UNION ALL
SELECT concat('usage ', subscription_id, '/', charge_id, ' of ', period_start, ' is there ', count(*), ' times')
FROM staged_usage
GROUP BY subscription_id, charge_id, period_start, segment_start, dimension_values
HAVING count(*) > 1

UNION ALL
SELECT concat('draft invoice ', invoice_id, ': its lines do not add up to ', max(subtotal), ' less ', max(discount), ' plus ',
  max(tax), ' = ', max(total))
FROM (
  SELECT invoice_id, subtotal, discount, tax, total, CAST(0 AS DECIMAL(28, 4)) AS line, 0 AS off, 0 AS taxed
  FROM draft_invoices
  UNION ALL
  SELECT invoice_id, NULL, NULL, NULL, NULL, amount, discount, tax FROM draft_invoice_lines
)
GROUP BY invoice_id
HAVING max(total) IS NULL OR max(subtotal) <> sum(line) OR max(discount) <> sum(off) OR max(tax) <> sum(taxed)
  OR max(total) <> max(subtotal) - max(discount) + max(tax)

UNION ALL
SELECT concat('seller ', seller_id, ', series ', series, ': ', count(*), ' invoices but the numbers run from ',
  min(sequence), ' to ', max(sequence))
FROM (
  SELECT seller_id, series, sequence FROM published_invoices
  UNION ALL
  SELECT seller_id, series, sequence FROM new_invoices
)
GROUP BY seller_id, series
HAVING min(sequence) <> 1 OR max(sequence) <> count(*) OR count(DISTINCT sequence) <> count(*)

UNION ALL
SELECT concat('subscription ', subscription_id, ': ', timing, ' of ', period_start, ' would be billed twice')
FROM (
  SELECT
    *,
    max(period_end) OVER (PARTITION BY subscription_id, timing ORDER BY period_start, period_end
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS billed_until
  FROM (
    -- What is due in advance may be billed for other days before a plan is changed: of that, billed time is the measure.
    SELECT subscription_id, timing, period_start,
      IF(timing = 'advance', date_add(period_start, 1), period_end) AS period_end
    FROM published_finalized_periods
    UNION ALL
    SELECT subscription_id, timing, period_start,
      IF(timing = 'advance', date_add(period_start, 1), period_end)
    FROM new_finalized_periods
  )
)
WHERE billed_until > period_start

UNION ALL
SELECT concat('subscription ', subscription_id, ', charge ', charge_id, ': ', day, ' would be billed twice')
FROM (
  SELECT subscription_id, charge_id, day,
    sum(sum(times)) OVER (PARTITION BY subscription_id, charge_id ORDER BY day) AS times
  FROM (
    SELECT subscription_id, charge_id,
      inline(array(struct(start_date AS day, times AS times), struct(end_date AS day, -times AS times)))
    FROM (
      SELECT subscription_id, IF(charge_type = 'change', concat(charge_id, ' (changes)'), charge_id) AS charge_id, start_date, end_date, 1 AS times
      FROM published_billed_time
      WHERE charge_type NOT IN ('unused', 'interim')
      UNION ALL
      SELECT subscription_id, IF(charge_type = 'change', concat(charge_id, ' (changes)'), charge_id), start_date, end_date, 1
      FROM new_billed_time
      WHERE charge_type NOT IN ('unused', 'interim')
      UNION ALL
      -- What is given back is, whether or not its invoice waits.
      SELECT subscription_id, charge_id, start_date, end_date, -1
      FROM (
        SELECT subscription_id, charge_id, start_date, end_date FROM published_billed_time WHERE charge_type = 'unused'
        UNION
        SELECT subscription_id, charge_id, service_start, service_end FROM charges WHERE charge_type = 'unused'
      )
    )
  )
  GROUP BY subscription_id, charge_id, day
)
WHERE times > 1

UNION ALL
SELECT concat('events: ', max(accepted), ' were accepted but ', sum(events), ' are in a state')
FROM event_states
HAVING max(accepted) <> sum(events)

UNION ALL
SELECT breach
FROM metering_differences
