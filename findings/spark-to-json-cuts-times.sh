#!/usr/bin/env bash
# Spark SQL 4.2.0: to_json writes timestamps with milliseconds, although they have microseconds, and says nothing. Two rows
# that differ by less are one text: whoever hashes or compares rows by their JSON takes one for a copy of the other.
# The option timestampFormat with six decimals keeps them.
# Seen: both times below are written as 2026-01-05T10:00:00.123Z.
# Ends with 0 while that is so. Needs python3 and a Java 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.2.0
"$work/venv/bin/python" - 2>"$work/log" <<'PYTHON'
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
times = spark.sql(
    """
    SELECT explode(array(TIMESTAMP '2026-01-05 10:00:00.123456',
      TIMESTAMP '2026-01-05 10:00:00.123999')) AS t
    """
)
texts = [row.j for row in times.selectExpr("to_json(struct(t)) AS j").collect()]
exact = [
    row.j
    for row in times.selectExpr(
        """to_json(struct(t), map('timestampFormat', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX")) AS j"""
    ).collect()
]
print(spark.version, texts, exact)
same = texts == ['{"t":"2026-01-05T10:00:00.123Z"}'] * 2 and len(set(exact)) == 2
sys.exit(0 if same else 1)
PYTHON
