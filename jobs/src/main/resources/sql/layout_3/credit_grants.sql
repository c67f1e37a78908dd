-- One row per grant; none was for a product.
SELECT *, CAST(array() AS ARRAY<STRING>) AS products FROM credit_grants
