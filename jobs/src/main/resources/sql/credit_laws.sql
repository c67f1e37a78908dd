-- The laws of what becomes of credits. One row is one breach, as a sentence.
-- credit_entries are looked at, with the invoices and lines that they pay; earlier_credit_entries are what became of credits before.

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
  'transfer available gets', 'return burned gives', 'return available gets'), false))

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
SELECT format_string('credit grant %s of account %s, burn of %s in run %s: %s',
  credit_grant_id, account_id, string(entry_date), run_token, found)
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
