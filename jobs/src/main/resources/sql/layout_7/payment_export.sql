-- What payment systems are asked to collect, which was asked once, for the day that it is due. One row is one attempt.

SELECT *, 1 AS attempt, due_date AS collect_on
FROM payment_export
