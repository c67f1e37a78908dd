-- One row per invoice. What a rate was called and its category were not kept, nor who buyer and seller were.
SELECT
  * EXCEPT (taxes),
  transform(taxes, tax -> named_struct(
    'tax_rate_id', tax.tax_rate_id,
    'percent', tax.percent,
    'net', tax.net,
    'tax', tax.tax,
    'name', CAST(NULL AS STRING),
    'category', CAST(NULL AS STRING),
    'reason', CAST(NULL AS STRING))) AS taxes
FROM draft_invoices
