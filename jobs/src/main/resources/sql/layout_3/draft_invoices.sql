-- One row per invoice. There were neither credits nor taxes: all of the total is due.
SELECT
  *,
  total AS subtotal,
  0 AS discount,
  0 AS tax,
  0 AS paid_by_credits,
  total AS amount_due,
  CAST(array() AS ARRAY<STRUCT<tax_rate_id: STRING, percent: DECIMAL(9, 6), net: DECIMAL(28, 4), tax: DECIMAL(28, 4)>>) AS taxes
FROM draft_invoices
