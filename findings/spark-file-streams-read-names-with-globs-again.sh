#!/usr/bin/env bash
# Spark 4.2.0: a stream of files reads rows several times when names of its files have a glob character ([ { * ?). It hands
# its files over with the internal option __globPaths__=false, so that names are names; then, for each such name, not that
# file alone but all files of the batch are taken. Three files, two of them with [1] in their names, make seven rows out of
# three: each file once per such name, the others once more. A batch read of the same files by their names, with that
# option, does the same; without it, such a name is a pattern that finds nothing.
# Seen: both below give a[1].txt twice, b[1].txt twice and c.txt three times.
# Ends with 0 while that is so. Needs python3 and a Java 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.2.0
"$work/venv/bin/python" - "$work" 2>"$work/log" <<'PYTHON'
import pathlib
import sys

from pyspark.sql import SparkSession

work = pathlib.Path(sys.argv[1])
names = ["a[1].txt", "b[1].txt", "c.txt"]
(work / "in").mkdir()
for name in names:
    (work / "in" / name).write_text(name + "\n")
spark = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
)
(
    spark.readStream.text(str(work / "in"))
    .writeStream.format("parquet")
    .option("checkpointLocation", str(work / "checkpoint"))
    .trigger(availableNow=True)
    .start(str(work / "out"))
    .awaitTermination()
)
streamed = sorted(row.value for row in spark.read.parquet(str(work / "out")).collect())
named = [str(work / "in" / name) for name in names]
read = sorted(row.value for row in spark.read.option("__globPaths__", "false").text(named).collect())
print(spark.version, len(streamed), streamed, len(read))
seen = sorted(["a[1].txt"] * 2 + ["b[1].txt"] * 2 + ["c.txt"] * 3)
sys.exit(0 if streamed == seen and read == seen else 1)
PYTHON
