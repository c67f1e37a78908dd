-- The register of numbers: each seller's series without a gap. One row is one number and the document that has it.
-- seller_id STRING: The seller
-- series STRING: What its numbers begin with
-- sequence BIGINT: The place in the series, from 1
-- number STRING: The number
-- document STRING: invoice or credit note
-- invoice_id STRING: Id of the document
-- issue_date DATE: When it was issued
-- currency STRING: ISO 4217 code of total
-- total DECIMAL(28,4): What it comes to
-- content_hash STRING: SHA-256 in hex of the document and its lines
-- previous_hash STRING: chain_hash of the one before it; empty for the first
-- chain_hash STRING: SHA-256 in hex of previous_hash and content_hash
-- run_id STRING: The run that issued it
SELECT
  seller_id,
  series,
  sequence,
  number,
  IF(total < 0 OR refers_to IS NOT NULL, 'credit note', 'invoice') AS document,
  invoice_id,
  issue_date,
  currency,
  total,
  content_hash,
  previous_hash,
  chain_hash,
  run_id
FROM invoices
