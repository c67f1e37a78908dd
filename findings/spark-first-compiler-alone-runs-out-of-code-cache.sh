#!/usr/bin/env bash
# Spark SQL 4.2.0 on OpenJDK 17: with -XX:TieredStopAtLevel=1, which is known to make tests and small jobs quicker, the JVM
# reserves 48 MB for compiled code where it reserves 240 MB otherwise. A driver that runs many different queries fills it, because every
# stage brings classes of its own; then "CodeCache is full. Compiler has been disabled", one line on standard output, and everything is
# interpreted from there on, generated code included. -XX:ReservedCodeCacheSize=512m beside it is the remedy.
# Seen: the line came within some hundred queries over three rows.
# Ends with 0 while it comes within 1,500. Needs python3 and a Java 17.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.2.0
export PYSPARK_SUBMIT_ARGS="--driver-java-options -XX:TieredStopAtLevel=1 pyspark-shell"
"$work/venv/bin/python" - "$work/jvm" >"$work/jvm" 2>"$work/log" <<'PYTHON'
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)
spark.sql("SELECT * FROM VALUES (1, 'a', 1.5), (2, 'b', 2.5), (3, 'c', 3.5) AS t(k, s, n)").createOrReplaceTempView("t")
for number in range(1500):
    columns = ", ".join(f"sum(n * {number + i}) FILTER (WHERE k % {i + 2} = 0) AS c{i}" for i in range(number % 40 + 1))
    spark.sql(f"SELECT s, {columns} FROM t JOIN t AS u USING (k, s, n) GROUP BY s ORDER BY s").collect()
    with open(sys.argv[1]) as said:
        if "CodeCache is full" in said.read():
            print(spark.version, "after", number + 1, "queries", file=sys.stderr)
            print("FULL AFTER", number + 1)
            sys.exit(0)
sys.exit(1)
PYTHON
grep -E 'CodeCache is full|FULL AFTER' "$work/jvm"
