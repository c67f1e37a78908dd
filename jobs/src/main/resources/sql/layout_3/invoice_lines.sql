-- One row per line. There were neither credits nor taxes.
SELECT *, 0 AS discount, 0 AS tax_percent, 0 AS tax FROM invoice_lines
