-- One row per stretch of time of a name that was billed, with the catalog of the run that billed it. Where the records of
-- that run are gone, it is taken for the newest one.
SELECT b.*, coalesce(r.catalog_hash, newest.catalog_hash) AS catalog_hash
FROM billed_events b
LEFT JOIN runs r ON r.run_token = b.run_token
CROSS JOIN (SELECT max_by(catalog_hash, version) AS catalog_hash FROM catalog_versions) newest
