-- What happened, as bookings in double entry: debits and credits of each booking come to the same. One row per booking and ledger account.
-- A document books what it asks for; an event what of that is not expected any more, paid or given back. What is taken back is booked by
-- its credit note.

WITH documents AS (
  SELECT
    issue_date AS booking_date,
    number AS booking,
    IF(total < 0 OR refers_to IS NOT NULL, 'credit note', 'invoice') AS text,
    account_id,
    seller_id,
    number,
    currency,
    explode(concat(
      array(
        named_struct('ledger_account', 'receivables', 'amount', CAST(amount_due AS DECIMAL(38, 4))),
        named_struct('ledger_account', 'customer_credits', 'amount', CAST(paid_by_credits AS DECIMAL(38, 4))),
        named_struct('ledger_account', 'revenue', 'amount', CAST(discount - subtotal AS DECIMAL(38, 4)))),
      transform(taxes, of_rate -> named_struct(
        'ledger_account', concat('tax:', of_rate.tax_rate_id), 'amount', CAST(-of_rate.tax AS DECIMAL(38, 4)))))) AS part
  FROM invoices
),

in_order AS (
  SELECT
    e.*,
    i.seller_id,
    IF(e.status = 'uncollectible', 0, e.balance)
      - coalesce(
        lag(IF(e.status = 'uncollectible', 0, e.balance)) OVER (PARTITION BY e.invoice_id ORDER BY e.event_number),
        i.amount_due) AS change
  FROM invoice_events e
  JOIN invoices i ON i.invoice_id = e.invoice_id
),

told AS (
  SELECT
    event_date AS booking_date,
    IF(event = 'moved', request_id, concat(number, '/', event_number)) AS booking,
    concat_ws(': ', event, reason) AS text,
    account_id,
    seller_id,
    number,
    currency,
    -- Its credit note has booked what it takes off what is to be paid.
    CAST(change + IF(event IN ('credited', 'voided'), amount, 0) AS DECIMAL(38, 4)) AS receivables,
    CAST(CASE event WHEN 'payment' THEN amount WHEN 'refund' THEN -amount WHEN 'chargeback' THEN -amount ELSE 0 END
      AS DECIMAL(38, 4)) AS paid,
    CAST(IF(event = 'fee', amount, 0) AS DECIMAL(38, 4)) AS fee,
    -- What another invoice gives or gets.
    CAST(IF(event = 'moved', amount, 0) AS DECIMAL(38, 4)) AS moved
  FROM in_order

  UNION ALL
  SELECT
    e.event_date,
    concat_ws('/', 'unmatched', e.payment_id, e.request_id),
    concat_ws(': ', 'unmatched', p.kind, e.reason),
    e.account_id,
    NULL,
    NULL,
    e.currency,
    0,
    CASE p.kind WHEN 'payment' THEN e.amount WHEN 'refund' THEN -e.amount WHEN 'chargeback' THEN -e.amount ELSE 0 END,
    IF(p.kind = 'fee', e.amount, 0),
    0
  FROM invoice_events e
  JOIN payments p ON p.payment_id = e.payment_id
  WHERE e.event = 'unmatched'
),

events AS (
  SELECT
    booking_date,
    booking,
    text,
    account_id,
    seller_id,
    number,
    currency,
    explode(array(
      named_struct('ledger_account', 'receivables', 'amount', receivables),
      named_struct('ledger_account', 'cash', 'amount', CAST(paid - fee AS DECIMAL(38, 4))),
      named_struct('ledger_account', 'fees', 'amount', fee),
      named_struct(
        'ledger_account', IF(number IS NULL, 'unmatched_payments', 'bad_debt'),
        'amount', CAST(-receivables - paid - moved AS DECIMAL(38, 4))))) AS part
  FROM told
)

SELECT
  booking_date,
  booking,
  text,
  account_id,
  seller_id,
  number,
  part.ledger_account,
  currency,
  CAST(greatest(part.amount, 0) AS DECIMAL(28, 4)) AS debit,
  CAST(greatest(-part.amount, 0) AS DECIMAL(28, 4)) AS credit
FROM (SELECT * FROM documents UNION ALL SELECT * FROM events)
WHERE part.amount <> 0
  AND booking_date BETWEEN CAST(:since AS DATE) AND CAST(:until AS DATE)
ORDER BY booking_date, booking, number, ledger_account
