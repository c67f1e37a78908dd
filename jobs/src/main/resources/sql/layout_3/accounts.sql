-- One row per account. Nobody was taxed before, and taxes are asked for by charges; the usual treatment is the standard one.
SELECT *, 'standard' AS tax_treatment FROM accounts
