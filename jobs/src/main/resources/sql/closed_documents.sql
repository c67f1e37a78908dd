-- What the documents of months that were closed come to. A document is of the month before its billing date, or of the one it was
-- issued in if somebody asked for it; if that was closed before the document was published, it is of the next closing.
-- One row per closing, section, item and currency.

WITH documents AS (
  SELECT
    i.*,
    IF(i.refers_to IS NULL AND i.replaces IS NULL, date_sub(i.billing_date, 1), i.issue_date) AS day,
    r.publication
  FROM invoices i
  JOIN publications r ON r.run_id = i.run_id AND r.action = 'publish'
),

closed AS (
  SELECT c.closing_number, d.*
  FROM documents d
  JOIN closings c ON d.day <= c.last_day AND d.publication <= c.publication
  LEFT ANTI JOIN earlier_closings e
    ON e.closing_number = c.closing_number
    AND d.day <= e.last_day
    AND d.publication <= e.publication
),

closed_lines AS (
  SELECT c.closing_number, l.*
  FROM closed c
  JOIN invoice_lines l ON l.invoice_id = c.invoice_id
),

figures AS (
  SELECT
    closing_number,
    'documents' AS section,
    IF(total < 0 OR refers_to IS NOT NULL, 'credit notes', 'invoices') AS item,
    currency,
    count(*) AS count,
    sum(subtotal - discount) AS net,
    sum(tax) AS tax,
    sum(total) AS total
  FROM closed
  GROUP BY closing_number, IF(total < 0 OR refers_to IS NOT NULL, 'credit notes', 'invoices'), currency

  UNION ALL
  SELECT closing_number, 'plans', coalesce(plan_id, 'no plan'), currency, count(*), sum(amount - discount), sum(tax),
    sum(amount - discount + tax)
  FROM closed_lines
  GROUP BY closing_number, coalesce(plan_id, 'no plan'), currency

  UNION ALL
  SELECT closing_number, 'taxes', concat_ws(' ', of_rate.tax_rate_id, concat(CAST(of_rate.percent AS DOUBLE), '%'), of_rate.category),
    currency, count(*), sum(of_rate.net), sum(of_rate.tax), sum(of_rate.net + of_rate.tax)
  FROM (SELECT closing_number, currency, explode(taxes) AS of_rate FROM closed)
  GROUP BY closing_number, of_rate.tax_rate_id, of_rate.percent, of_rate.category, currency

  UNION ALL
  SELECT closing_number, 'taxes', 'no rate', currency, count(*), sum(amount - discount), 0, sum(amount - discount)
  FROM closed_lines
  WHERE tax_rate_id IS NULL
  GROUP BY closing_number, currency

  UNION ALL
  SELECT closing_number, 'credits', 'discounts', currency, count_if(discount <> 0), sum(discount), 0, sum(discount)
  FROM closed
  GROUP BY closing_number, currency
  HAVING count_if(discount <> 0) > 0

  UNION ALL
  SELECT closing_number, 'credits', 'prepaid', currency, count_if(paid_by_credits <> 0), 0, 0, sum(paid_by_credits)
  FROM closed
  GROUP BY closing_number, currency
  HAVING count_if(paid_by_credits <> 0) > 0

  UNION ALL
  SELECT closing_number, 'corrections', IF(charge_type = 'manual', 'by hand', 'usage of earlier periods'), currency, count(*),
    sum(amount - discount), sum(tax), sum(amount - discount + tax)
  FROM closed_lines
  WHERE charge_type IN ('correction', 'manual')
  GROUP BY closing_number, charge_type, currency
)

SELECT
  closing_number,
  section,
  item,
  currency,
  count,
  CAST(net AS DECIMAL(38, 4)) AS net,
  CAST(tax AS DECIMAL(38, 4)) AS tax,
  CAST(total AS DECIMAL(38, 4)) AS total
FROM figures
