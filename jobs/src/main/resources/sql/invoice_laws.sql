-- The laws of finalized invoices, their lines, and the credits that pay them. One row is one breach, as a sentence.
-- hashed_invoices are the same as invoices, with a seal that was computed again; earlier_invoices are the last of each series, which they follow on,
-- and earlier_credit_entries what became of credits before. :fifty_parts has 50 of each currency's smallest part. All that is
-- compared may be missing.

WITH runs AS (
  SELECT run_id, as_of FROM publications WHERE action = 'publish'
  UNION ALL
  SELECT :run, :as_of
),

paid AS (
  SELECT invoice_id, sum(amount) AS amount
  FROM credit_entries
  WHERE entry = 'burn' AND ledger_account = 'burned' AND line_number IS NOT NULL
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
),

rates AS (
  SELECT
    invoice_id,
    tax.tax_rate_id,
    tax.percent,
    CAST(tax.net AS DECIMAL(38, 4)) AS net,
    CAST(0 AS DECIMAL(38, 4)) AS lines_net,
    tax.percent AS of_invoice,
    CAST(NULL AS DECIMAL(9, 6)) AS of_lines,
    abs(tax.net * tax.percent - 100 * tax.tax) > CAST(element_at(str_to_map(:fifty_parts), currency) AS DECIMAL(18, 6)) AS is_not_rounded
  FROM (SELECT invoice_id, currency, explode(taxes) AS tax FROM invoices)
  UNION ALL
  SELECT
    invoice_id,
    explode(split(tax_rate_id, '[+]')),
    NULL,
    0,
    amount - discount,
    NULL,
    IF(tax_rate_id LIKE '%+%', NULL, tax_percent),
    false
  FROM invoice_lines
  WHERE tax_rate_id IS NOT NULL
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
      format_string('it is due on %s, but its terms are %s days from %s', string(due_date), payment_terms_days, string(issue_date))),
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
      format_string('credits paid %s of it, but its discount of %s and what they paid by it are %s', paid, discount, discount + paid_by_credits)),
    -- Invoices that do not say who the seller was are of before credit notes had a series of their own.
    IF(total < 0 AND seller IS NOT NULL AND series NOT LIKE '%CN-',
      format_string('it comes to %s, but series %s is not one of credit notes', total, series), NULL),
    IF(total >= 0 AND least_total < 0 AND series LIKE '%CN-',
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
FULL JOIN (SELECT explode(max_by(last_seals, publication)) AS (key, chain_hash) FROM publications) l USING (key)
WHERE NOT (s.chain_hash <=> l.chain_hash)

UNION ALL
SELECT format_string('invoice %s: its net amount at tax rate %s is %s, that of its lines %s; it is taxed at %s percent, they at %s%s',
  invoice_id, tax_rate_id, sum(net), sum(lines_net), array_join(collect_set(CAST(of_invoice AS STRING)), ', '),
  array_join(collect_set(CAST(of_lines AS STRING)), ', '), IF(bool_or(is_not_rounded), '; the tax is not that percentage of it', ''))
FROM rates
GROUP BY invoice_id, tax_rate_id
HAVING sum(net) <> sum(lines_net) OR size(array_except(collect_set(of_lines), collect_set(of_invoice))) > 0 OR bool_or(is_not_rounded)

UNION ALL
SELECT format_string('line %s of invoice %s: %s', line_number, number, found)
FROM (
  SELECT l.line_number, coalesce(i.number, l.number) AS number, explode(array_compact(array(
    IF(i.invoice_id IS NULL, format_string('there is no invoice %s', l.invoice_id), NULL),
    IF(i.invoice_id IS NULL OR l.number <=> i.number, NULL, format_string('it says that its invoice is %s', l.number)),
    IF(i.invoice_id IS NULL OR l.account_id <=> i.account_id, NULL,
      format_string('account %s pays it, but %s the invoice', l.account_id, i.account_id)),
    IF(i.invoice_id IS NULL OR l.billing_date <=> i.billing_date, NULL,
      format_string('it is billed on %s, but the invoice on %s', string(l.billing_date), string(i.billing_date))),
    IF(i.invoice_id IS NULL OR l.currency <=> i.currency, NULL,
      format_string('it is in %s, but the invoice in %s', l.currency, i.currency))))) AS found
  FROM invoice_lines l
  LEFT JOIN invoices i ON i.invoice_id = l.invoice_id
)

UNION ALL
-- Each entry has two sides which agree in all else, so that entries of a run come to 0 in each unit.
SELECT format_string('credit grant %s of account %s, %s of %s in run %s%s: %s gives %s and %s gets %s %s',
  credit_grant_id, account_id, entry, string(entry_date), run_token,
  IF(invoice_id IS NULL, '', format_string(' (invoice %s, line %s)', invoice_id, line_number)),
  array_join(collect_set(IF(amount < 0, ledger_account, NULL)), ', '), -sum(LEAST(amount, 0)),
  array_join(collect_set(IF(amount < 0, NULL, ledger_account)), ', '), sum(GREATEST(amount, 0)), unit)
FROM credit_entries
GROUP BY credit_grant_id, account_id, entry, unit, invoice_id, line_number, subscription_id, charge_id, entry_date, run_token,
  IF(entry = 'transfer' AND amount < 0, recurrence + 1, recurrence)
HAVING NOT (sum(amount) <=> 0) OR NOT bool_and(coalesce(concat_ws(' ', entry, ledger_account, IF(amount < 0, 'gives', 'gets')) IN (
  'grant issued gives', 'grant available gets', 'void available gives', 'void issued gets', 'burn available gives', 'burn burned gets',
  'expire available gives', 'expire expired gets', 'revive expired gives', 'revive available gets', 'transfer available gives',
  'transfer available gets'), false))

UNION ALL
SELECT format_string('credit grant %s of account %s: after run %s there is less than nothing of it, %s',
  concat_ws('/', credit_grant_id, recurrence), account_id, run_token, balance)
FROM (
  SELECT
    credit_grant_id,
    account_id,
    max(recurrence) AS recurrence,
    run_token,
    sum(sum(amount)) OVER (PARTITION BY credit_grant_id, account_id, coalesce(recurrence, 1) ORDER BY run_token) AS balance
  FROM (
    SELECT credit_grant_id, account_id, recurrence, run_token, amount FROM credit_entries WHERE ledger_account = 'available'
    UNION ALL
    SELECT credit_grant_id, account_id, recurrence, run_token, amount FROM earlier_credit_entries WHERE ledger_account = 'available'
  )
  GROUP BY credit_grant_id, account_id, coalesce(recurrence, 1), run_token
)
WHERE balance < 0

UNION ALL
SELECT format_string('credit grant %s of account %s, burn of %s in run %s: %s', credit_grant_id, account_id, string(entry_date), run_token, found)
FROM (
  SELECT b.credit_grant_id, b.account_id, b.entry_date, b.run_token, explode(array_compact(array(
    IF(i.invoice_id IS NULL, format_string('there is no invoice %s', b.invoice_id), NULL),
    IF(i.invoice_id IS NULL OR (b.account_id <=> i.account_id AND b.entry_date <=> i.billing_date), NULL,
      format_string('invoice %s is one of account %s, billed on %s', i.number, i.account_id, string(i.billing_date))),
    IF(i.invoice_id IS NULL OR (b.unit <=> i.currency) = (b.line_number IS NOT NULL), NULL,
      format_string('it pays line %s in %s, but invoice %s is in %s', b.line_number, b.unit, i.number, i.currency)),
    IF(b.line_number IS NULL OR (b.subscription_id <=> l.subscription_id AND b.charge_id <=> l.charge_id), NULL,
      format_string('it pays charge %s of subscription %s, but line %s of invoice %s is %s of %s',
        b.charge_id, b.subscription_id, b.line_number, i.number, l.charge_id, l.subscription_id))))) AS found
  FROM credit_entries b
  LEFT JOIN invoices i ON i.invoice_id = b.invoice_id
  LEFT JOIN invoice_lines l ON l.invoice_id = b.invoice_id AND l.line_number = b.line_number
  WHERE b.entry = 'burn' AND b.amount > 0
)
