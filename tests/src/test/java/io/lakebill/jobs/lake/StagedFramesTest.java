package io.lakebill.jobs.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that many tasks write are of one date each, so that tables of dates can take them. */
@ExtendWith(SparkExtension.class)
class StagedFramesTest {

  @Test
  void eachTaskWritesAFileForEachDate(SparkSession spark) {
    Dataset<Row> rows = written(spark, 3);

    assertEquals(6, files(rows).size());
    assertEquals(
        List.of("1"), files(rows).stream().map(file -> file.getString(1)).distinct().toList());
    assertEquals(600, rows.count());
  }

  /** Memory bounds how many are open at once: 40 dates, and the other rows of each task in one. */
  @Test
  void whatIsOfVeryManyDatesGoesIntoOneFile(SparkSession spark) {
    Dataset<Row> rows = written(spark, 60);

    assertEquals(600, rows.count());
    assertEquals(2, files(rows).stream().filter(file -> !file.getString(1).equals("1")).count());
  }

  /** The rows of two tasks over so many dates. */
  private static Dataset<Row> written(SparkSession spark, int dates) {
    Path directory = Scratch.directory("frames");
    Dataset<Row> rows =
        spark
            .range(0, 600, 1, 2)
            .selectExpr(
                "date_add(DATE '2026-01-01', CAST(pmod(id, %d) AS INT)) AS day".formatted(dates),
                "id");
    StagedFrames.write(
        spark,
        directory,
        Map.of("rows", rows.schema()),
        Map.of("rows", "day"),
        InternalRows.of(rows).mapPartitions(part -> List.of(part).iterator()),
        (part, frame) -> {
          long count = 0;
          while (part.hasNext()) {
            InternalRow row = part.next();
            frame.add("rows", row);
            count++;
          }
          return count;
        });
    return spark.read().parquet(directory.toString());
  }

  /** The files, each with the number of its dates. */
  private static List<Row> files(Dataset<Row> rows) {
    return rows.selectExpr("input_file_name() AS file", "day")
        .groupBy("file")
        .agg(org.apache.spark.sql.functions.expr("CAST(count(DISTINCT day) AS STRING)"))
        .collectAsList();
  }
}
