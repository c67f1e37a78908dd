-- One row per charge and period. There were no pricing units that invoices knew.
SELECT *, currency AS unit FROM charges
