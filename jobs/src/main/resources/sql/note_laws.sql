-- The laws of credit notes that were asked for: what they take back of invoices, and what credits get back by them. One row is
-- one breach, as a sentence. All notes of an invoice are there, with the invoice.

WITH notes AS (
  SELECT *, refers_to.invoice_id AS credited_id FROM invoices WHERE refers_to IS NOT NULL
),

taken AS (
  SELECT
    n.credited_id,
    l.credited_line,
    sum(l.amount - l.discount) AS net,
    sum(l.discount) AS discount
  FROM invoice_lines l
  JOIN notes n ON n.invoice_id = l.invoice_id
  GROUP BY n.credited_id, l.credited_line
),

taken_taxes AS (
  SELECT credited_id, tax.tax_rate_id, sum(tax.net) AS net, sum(tax.tax) AS tax
  FROM (SELECT credited_id, explode(taxes) AS tax FROM notes)
  GROUP BY credited_id, tax.tax_rate_id
),

totals AS (
  SELECT credited_id, sum(total) AS total, sum(paid_by_credits) AS paid_by_credits
  FROM notes
  GROUP BY credited_id
),

credits AS (
  SELECT
    coalesce(n.credited_id, e.invoice_id) AS credited_id,
    e.credit_grant_id,
    e.account_id,
    max(e.recurrence) AS recurrence,
    e.unit,
    coalesce(sum(e.amount) FILTER (WHERE e.entry = 'burn'), 0) AS burned,
    -coalesce(sum(e.amount) FILTER (WHERE e.entry = 'return'), 0) AS returned
  FROM credit_entries e
  LEFT JOIN notes n ON n.invoice_id = e.invoice_id
  WHERE e.ledger_account = 'burned' AND e.entry IN ('burn', 'return')
  GROUP BY coalesce(n.credited_id, e.invoice_id), e.credit_grant_id, e.account_id, coalesce(e.recurrence, 1), e.unit
)

SELECT format_string('credit note %s of seller %s: %s', number, seller_id, found) AS breach
FROM (
  SELECT n.number, n.seller_id, explode(array_compact(array(
    IF(i.invoice_id IS NULL, format_string('there is no invoice %s', n.credited_id), NULL),
    IF(i.invoice_id IS NULL OR (i.number <=> n.refers_to.number AND i.issue_date <=> n.refers_to.issue_date), NULL,
      format_string('it refers to %s of %s, but the invoice is %s of %s',
        n.refers_to.number, string(n.refers_to.issue_date), i.number, string(i.issue_date))),
    IF(i.invoice_id IS NULL OR (i.account_id = n.account_id AND i.seller_id = n.seller_id AND i.currency = n.currency), NULL,
      format_string('it is of account %s, seller %s and %s, but invoice %s of account %s, seller %s and %s',
        n.account_id, n.seller_id, n.currency, i.number, i.account_id, i.seller_id, i.currency))))) AS found
  FROM notes n
  LEFT JOIN invoices i ON i.invoice_id = n.credited_id
)

UNION ALL
SELECT format_string('line %s of invoice %s: its credit notes take back %s of %s before tax, and %s of its discount %s',
  t.credited_line, i.number, -t.net, l.amount - l.discount, -t.discount, l.discount)
FROM taken t
JOIN invoices i ON i.invoice_id = t.credited_id
LEFT JOIN invoice_lines l ON l.invoice_id = t.credited_id AND l.line_number = t.credited_line
WHERE l.invoice_id IS NULL
  OR (l.amount - l.discount + t.net) * (l.amount - l.discount) < 0
  OR abs(l.amount - l.discount + t.net) > abs(l.amount - l.discount)
  OR l.discount + t.discount NOT BETWEEN 0 AND l.discount

UNION ALL
SELECT format_string('invoice %s: its credit notes take back %s of %s tax at rate %s', i.number, -t.tax, i.of_rate.tax, t.tax_rate_id)
FROM taken_taxes t
JOIN (SELECT invoice_id, number, explode(taxes) AS of_rate FROM invoices) i
  ON i.invoice_id = t.credited_id AND i.of_rate.tax_rate_id = t.tax_rate_id
WHERE abs(i.of_rate.tax + t.tax) > abs(i.of_rate.tax) OR (i.of_rate.tax + t.tax) * i.of_rate.tax < 0

UNION ALL
SELECT format_string('invoice %s: its credit notes take back %s of %s, and %s of the %s that credits paid',
  i.number, -t.total, i.total, -t.paid_by_credits, i.paid_by_credits)
FROM totals t
JOIN invoices i ON i.invoice_id = t.credited_id
WHERE abs(i.total + t.total) > abs(i.total)
  OR (i.total + t.total) * i.total < 0
  OR i.paid_by_credits + t.paid_by_credits NOT BETWEEN 0 AND i.paid_by_credits

UNION ALL
SELECT format_string('credit grant %s of account %s: of the %s %s that burned on invoice %s, %s came back',
  concat_ws('/', credit_grant_id, recurrence), account_id, burned, unit, credited_id, returned)
FROM credits
WHERE returned > burned
