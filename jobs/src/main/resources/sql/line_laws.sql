-- How the lines of finalized invoices stand to their invoices, and to the taxes of these. One row is one breach, as a sentence.
-- :fifty_parts has 50 of each currency's smallest part.

WITH rates AS (
  SELECT
    invoice_id,
    number,
    tax.tax_rate_id,
    CAST(tax.net AS DECIMAL(38, 4)) AS net,
    CAST(0 AS DECIMAL(38, 4)) AS lines_net,
    tax.percent AS of_invoice,
    CAST(NULL AS DECIMAL(9, 6)) AS of_lines,
    -- What takes an invoice back bit by bit is rounded with what took it back before.
    abs(tax.net * tax.percent - 100 * tax.tax)
      > CAST(element_at(str_to_map(:fifty_parts), currency) AS DECIMAL(18, 6)) * IF(is_note, 2, 1) AS is_not_rounded
  FROM (SELECT invoice_id, number, currency, refers_to IS NOT NULL AS is_note, explode(taxes) AS tax FROM invoices)
  UNION ALL
  SELECT
    invoice_id,
    number,
    explode(split(tax_rate_id, '[+]')),
    0,
    amount - discount,
    NULL,
    IF(tax_rate_id LIKE '%+%', NULL, tax_percent),
    false
  FROM invoice_lines
  WHERE tax_rate_id IS NOT NULL
)

SELECT format_string('invoice %s: its net amount at tax rate %s is %s, that of its lines %s; it is taxed at %s percent, they at %s%s',
  max(number), tax_rate_id, sum(net), sum(lines_net), array_join(collect_set(CAST(of_invoice AS STRING)), ', '),
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
