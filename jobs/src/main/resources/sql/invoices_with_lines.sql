-- Finalized invoices with their lines as these were sealed, and what the lines come to. One row per invoice.

WITH lines_of AS (
  SELECT
    invoice_id,
    sort_array(collect_list(struct(* EXCEPT (invoice_id, number, account_id, billing_date)))) AS line_rows,
    count(*) AS line_count,
    min(line_number) AS first_line,
    max(line_number) AS last_line,
    sum(amount) AS line_amounts,
    sum(discount) AS line_discounts,
    sum(tax) AS line_taxes
  FROM invoice_lines
  GROUP BY invoice_id
)

SELECT
  i.* EXCEPT (content_hash),
  i.content_hash AS sealed_hash,
  l.line_rows,
  coalesce(l.line_count, 0) AS line_count,
  l.first_line,
  l.last_line,
  coalesce(l.line_amounts, 0) AS line_amounts,
  coalesce(l.line_discounts, 0) AS line_discounts,
  coalesce(l.line_taxes, 0) AS line_taxes
FROM invoices i
LEFT JOIN lines_of l ON l.invoice_id = i.invoice_id
