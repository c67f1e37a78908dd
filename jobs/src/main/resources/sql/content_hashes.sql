-- What seals invoices: a fingerprint of each with its lines. One row per invoice, without its lines.
-- Of lines all columns are sealed, in their order. What has no value is left out of the text, so that columns which are added
-- last leave the seals of invoices of before as they are.

SELECT
  * EXCEPT (line_rows),
  sha2(concat_ws('\n',
    to_json(struct(
      invoice_id, number, account_id, account_name, currency, billing_date, issue_date, payment_terms_days, due_date,
      subtotal, discount, tax, total, paid_by_credits, amount_due, taxes, exchange_rates, purchase_order, buyer, seller,
      refers_to, reason, replaces)),
    to_json(line_rows)), 256) AS content_hash
FROM invoices_with_lines
