-- What an export asks to collect, with who pays and who is paid as they are now. One row per attempt.

SELECT
  p.idempotency_key,
  p.invoice_id,
  p.number,
  p.account_id,
  i.account_name,
  k.stripe_customer,
  p.currency,
  p.amount_minor,
  CAST(p.amount_minor * d.part AS DECIMAL(28, 4)) AS amount,
  p.collect_on,
  p.run_id,
  i.buyer,
  IF(a.account_id IS NULL, NULL, struct(a.iban, a.bic, a.mandate_id, a.mandate_date)) AS account_now,
  struct(s.name, s.country, s.tax_id, s.address, s.city, s.postal_code, s.iban, s.bic, s.creditor_id) AS seller_now
FROM payment_export p
JOIN invoices i ON i.invoice_id = p.invoice_id
JOIN decimals d ON d.currency = p.currency
LEFT JOIN sellers s ON s.seller_id = i.seller_id
LEFT JOIN accounts a ON a.account_id = p.account_id
LEFT JOIN (
  SELECT account_id, IF(count(*) = 1, min(key), NULL) AS stripe_customer
  FROM account_keys
  WHERE startswith(key, 'cus_')
  GROUP BY account_id
) k ON k.account_id = p.account_id
WHERE p.export_file = :export
ORDER BY p.collect_on, p.number, p.idempotency_key
