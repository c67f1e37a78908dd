#!/usr/bin/env bash
# Spark SQL 4.2.0: EXISTS fails with an internal error (INTERNAL_ERROR_ATTRIBUTE_NOT_FOUND, "_extract_publication") where its
# condition compares fields of a struct with columns of two joined tables, and the struct comes from an aggregate: the field
# that stands beside the join is looked for on the side that does not have it. The question is plain SQL, is understood and planned, and
# fails when it runs; with the fields taken out as columns first, the same question is answered.
# Seen: the first query below fails so, the second has 1 row.
# Ends with 0 while that is so. Needs python3 and a Java 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.2.0
"$work/venv/bin/python" - "$work" 2>"$work/log" <<'PYTHON'
import sys

from pyspark.sql import SparkSession

work = sys.argv[1]
spark = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
)
tables = {
    "invoices": "VALUES ('a', DATE'2026-01-31'), ('b', DATE'2026-03-01') AS t(run, day)",
    "runs": "VALUES ('a', 1), ('b', 2) AS t(run, publication)",
    "closings": "VALUES (1, '2026-01', DATE'2026-01-31', 1) AS t(n, month, until, publication)",
}
for name, rows in tables.items():
    spark.sql("SELECT * FROM " + rows).write.parquet(f"{work}/{name}")
    spark.read.parquet(f"{work}/{name}").createOrReplaceTempView(name)
fields = "SELECT max_by(struct(*), n) AS last FROM closings GROUP BY month"
question = """
WITH closed AS (%s)
SELECT i.run FROM invoices i JOIN runs r ON r.run = i.run
WHERE EXISTS (SELECT 1 FROM closed c
  WHERE r.publication <= c.%s AND date_sub(i.day, 1) <= last_day(c.%s))
"""
try:
    seen = spark.sql(question % (fields, "last.publication", "last.until")).collect()
except Exception as e:
    seen = "INTERNAL_ERROR_ATTRIBUTE_NOT_FOUND" if "ATTRIBUTE_NOT_FOUND" in str(e) else e
columns = f"SELECT last.publication, last.until FROM ({fields})"
answered = [row.run for row in spark.sql(question % (columns, "publication", "until")).collect()]
print(spark.version, seen, answered)
sys.exit(0 if seen == "INTERNAL_ERROR_ATTRIBUTE_NOT_FOUND" and answered == ["a"] else 1)
PYTHON
