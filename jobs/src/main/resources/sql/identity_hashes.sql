-- How many rows of a landing have an identity, those that turn out to be no events among them.
-- One row per hash of source and id.

SELECT identity_hash, count(*) AS row_count, bool_or(is_withdrawal) AS has_withdrawal
FROM candidates
GROUP BY identity_hash
