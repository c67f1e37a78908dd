package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A night comes to the same rows whether its tables are at hand, some of them or none. Slow: a
 * landing and a night with each.
 */
@ExtendWith(SparkExtension.class)
class RowsAtHandTest {

  private final SparkSession spark;

  RowsAtHandTest(SparkSession spark) {
    this.spark = spark;
  }

  @AfterEach
  void asUsual() {
    spark.conf().unset(SmallFrames.MOST_ROWS);
  }

  @Test
  void aNightIsTheSameWhicheverTablesAreAtHand() {
    Map<String, List<String>> byQueries = nextNight(0);
    assertTrue(
        byQueries.values().stream().anyMatch(rows -> rows.size() > 3)
            && byQueries.values().stream().anyMatch(rows -> rows.size() == 3 || rows.size() == 2),
        "some tables have more rows than are at hand, and some have not");
    BusinessRows.assertSame(byQueries, nextNight(3));
    BusinessRows.assertSame(byQueries, nextNight(2000));
  }

  private Map<String, List<String>> nextNight(int rowsAtHand) {
    spark.conf().set(SmallFrames.MOST_ROWS, String.valueOf(rowsAtHand));
    TestLake lake = September.billed();
    String late = September.SCENARIO.file("later/late.jsonl");
    lake.run("land", "--source", September.SCENARIO.file("source.yaml"), late).done();
    lake.nightly(September.AFTER_MONTH_END).done();
    return BusinessRows.withState(lake);
  }

  @Test
  void anAnswerIsAtHandUpToItsBound() {
    spark.conf().set(SmallFrames.MOST_ROWS, "2");
    assertEquals(
        List.of(8L),
        SmallFrames.rows(sum(8)).orElseThrow().stream().map(row -> row.getLong(0)).toList());
    assertTrue(SmallFrames.rows(sum(9)).isEmpty());
    assertEquals(9, sum(9).first().getLong(0));
  }

  /** The sum of so many ones. */
  private Dataset<Row> sum(int rows) {
    return spark
        .createDataFrame(
            IntStream.range(0, rows).mapToObj(i -> RowFactory.create(1L)).toList(),
            StructType.fromDDL("one BIGINT"))
        .selectExpr("sum(one)");
  }
}
