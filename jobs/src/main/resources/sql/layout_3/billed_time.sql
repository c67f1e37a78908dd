-- One row per stretch of days that was billed. There were no pricing units that invoices knew.
SELECT *, currency AS unit FROM billed_time
