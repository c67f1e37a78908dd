#!/usr/bin/env bash
# Spark SQL 4.2.0: text that is a time of day becomes that time *today* when it is cast to TIMESTAMP, also at run time and
# with try_cast. The words 'now' and 'today' are read when a query is planned, and give null for the values of a column,
# so a filter looks safe that is not: a batch that is run again tomorrow reads other times from the same rows.
# Seen: try_cast('10:30' AS TIMESTAMP) of a column is 10:30 of the current date; 'now' of a column is null.
# Ends with 0 while that is so. Needs python3 and a Java 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.2.0
"$work/venv/bin/python" - 2>"$work/log" <<'PYTHON'
import datetime
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
spark.createDataFrame([("10:30",), ("now",)], "said STRING").createOrReplaceTempView("events")
before = datetime.datetime.now(datetime.timezone.utc).date()
rows = {
    row.said: row.time
    for row in spark.sql(
        "SELECT said, CAST(try_cast(said AS TIMESTAMP) AS STRING) AS time FROM events"
    ).collect()
}
after = datetime.datetime.now(datetime.timezone.utc).date()
print(spark.version, rows)
same = rows["10:30"] in {f"{day} 10:30:00" for day in (before, after)} and rows["now"] is None
sys.exit(0 if same else 1)
PYTHON
