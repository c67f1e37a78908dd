-- The laws of finalized invoices. One row is one breach, as a sentence.
-- hashed_invoices are the same as invoices, with what their lines come to and a seal that was computed again; earlier_invoices are
-- the last of each series, which they follow on. All that is compared may be missing.

WITH runs AS (
  SELECT run_id, as_of FROM publications WHERE action = 'publish'
  UNION ALL
  SELECT :run, :as_of
),

paid AS (
  SELECT invoice_id, sum(amount) AS amount
  FROM credit_entries
  WHERE entry IN ('burn', 'return') AND ledger_account = 'burned' AND line_number IS NOT NULL
  GROUP BY invoice_id
),

in_order AS (
  SELECT
    *,
    lag(sequence) OVER series_order AS sequence_before,
    lag(chain_hash) OVER series_order AS chain_before,
    min(total) OVER (PARTITION BY seller_id, series) AS least_total,
    count(*) OVER (PARTITION BY invoice_id) AS copies
  FROM hashed_invoices
  WINDOW series_order AS (PARTITION BY seller_id, series ORDER BY sequence, invoice_id)
),

beside AS (
  SELECT
    i.*,
    coalesce(i.sequence_before, e.sequence, 0) + 1 AS next_sequence,
    coalesce(i.chain_before, e.chain_hash, '') AS next_previous,
    concat(i.series, lpad(CAST(i.sequence AS STRING), greatest(6, length(CAST(i.sequence AS STRING))), '0')) AS own_number,
    aggregate(i.taxes, CAST(0 AS DECIMAL(38, 4)), (sum, tax) -> CAST(sum + tax.tax AS DECIMAL(38, 4))) AS taxes_sum,
    coalesce(p.amount, 0) AS paid,
    r.as_of
  FROM in_order i
  LEFT JOIN earlier_invoices e ON e.seller_id = i.seller_id AND e.series = i.series
  LEFT JOIN paid p ON p.invoice_id = i.invoice_id
  LEFT JOIN runs r ON r.run_id = i.run_id
)

SELECT format_string('invoice %s of seller %s: %s', number, seller_id, found) AS breach
FROM (
  SELECT number, seller_id, explode(array_compact(array(
    IF(content_hash <=> sealed_hash, NULL,
      'it and its lines are not what was sealed'),
    IF(chain_hash <=> sha2(concat(previous_hash, sealed_hash), 256), NULL,
      'its chain_hash is not that of previous_hash and content_hash'),
    IF(previous_hash <=> next_previous, NULL,
      'its previous_hash is not the chain_hash of the invoice before it'),
    IF(sequence <=> next_sequence, NULL,
      format_string('its place in series %s is %s, but %s comes next', series, sequence, next_sequence)),
    IF(number <=> own_number, NULL,
      format_string('its place in series %s is %s, so its number is %s', series, sequence, own_number)),
    IF(copies > 1, format_string('there are %s invoices with its id %s', copies, invoice_id), NULL),
    IF(issue_date <=> as_of, NULL,
      format_string('it is issued on %s by run %s, which %s', string(issue_date), run_id,
        IF(as_of IS NULL, 'was never published', concat('bills up to ', as_of)))),
    IF(due_date <=> date_add(issue_date, payment_terms_days), NULL,
      format_string('it is due on %s, but its terms are %s days from %s',
        string(due_date), payment_terms_days, string(issue_date))),
    IF(lines <=> line_count AND line_count > 0 AND first_line <=> 1 AND last_line <=> line_count, NULL,
      format_string('it has %s lines, numbered from %s to %s, but says %s', line_count, first_line, last_line, lines)),
    IF(subtotal <=> line_amounts, NULL, format_string('its lines come to %s, not to its subtotal %s', line_amounts, subtotal)),
    IF(discount <=> line_discounts, NULL, format_string('the discounts of its lines come to %s, not to its %s', line_discounts, discount)),
    IF(tax <=> line_taxes, NULL, format_string('the taxes of its lines come to %s, not to its tax %s', line_taxes, tax)),
    IF(tax <=> taxes_sum, NULL, format_string('the taxes of its rates come to %s, not to its tax %s', taxes_sum, tax)),
    IF(total <=> subtotal - discount + tax, NULL,
      format_string('its total is %s, but %s less %s plus %s is %s', total, subtotal, discount, tax, subtotal - discount + tax)),
    IF(amount_due <=> total - paid_by_credits, NULL,
      format_string('%s of it is due, but %s less %s is %s', amount_due, total, paid_by_credits, total - paid_by_credits)),
    IF(paid <=> discount + paid_by_credits, NULL,
      format_string('credits paid %s of it, but it says %s as discount and %s of its total', paid, discount, paid_by_credits)),
    -- Invoices that do not say who the seller was are of before credit notes had a series of their own.
    IF(total < 0 AND seller IS NOT NULL AND series NOT LIKE '%CN-',
      format_string('it comes to %s, but series %s is not one of credit notes', total, series), NULL),
    IF(total >= 0 AND refers_to IS NULL AND least_total < 0 AND series LIKE '%CN-',
      format_string('it comes to %s, but series %s is one of credit notes', total, series), NULL)))) AS found
  FROM beside
)

UNION ALL
SELECT format_string('series %s: its last invoice, %s, is sealed with %s, but the last publication left %s', key, s.number, s.chain_hash, l.chain_hash)
FROM (
  SELECT
    concat(seller_id, '/', series) AS key,
    max_by(number, sequence) AS number,
    max_by(chain_hash, sequence) AS chain_hash
  FROM (
    SELECT seller_id, series, sequence, number, chain_hash FROM invoices WHERE NOT (run_id <=> :run)
    UNION ALL
    SELECT seller_id, series, sequence, number, chain_hash FROM earlier_invoices
  )
  GROUP BY seller_id, series
) s
FULL JOIN (
  SELECT key, chain_hash
  FROM (SELECT explode(max_by(last_seals, publication)) AS (key, chain_hash) FROM publications)
  -- Others seal what is no series.
  WHERE contains(key, '/')
) l USING (key)
WHERE NOT (s.chain_hash <=> l.chain_hash)
