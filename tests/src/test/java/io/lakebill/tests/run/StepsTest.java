package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.Runs;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Comparisons;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The month end step by step on one lake: a run that is given up, then one whose staged lines are
 * spoilt, refused, repaired and published. Slow, for it takes every step of a night, and some of
 * them twice.
 */
@ExtendWith(SparkExtension.class)
class StepsTest {

  private static final TestLake LAKE = September.landed();

  private static Outcome openWhileOpen;
  private static Outcome nightlyWhileOpen;
  private static Outcome meterOfAbandoned;
  private static Outcome invoiceBeforeRate;
  private static Outcome rateOfTenTimes;
  private static Outcome publishBeforeStats;
  private static Outcome spoiltPublish;
  private static List<String> runsPublishedBySpoilt;
  private static List<String> invoicesPublishedBySpoilt;
  private static boolean exportedBySpoilt;
  private static String runId;

  @BeforeAll
  static void takeTheSteps(SparkSession spark) {
    LAKE.when(September.MONTH_END + "T02:30:00Z");
    String abandoned = open();
    openWhileOpen = LAKE.run("run", "open", "--as-of", September.MONTH_END);
    nightlyWhileOpen = LAKE.run("nightly", "--as-of", September.MONTH_END);
    LAKE.run("runs", "abandon", abandoned).done();
    meterOfAbandoned = step("meter", abandoned);

    runId = open();
    step("meter", runId).done();
    invoiceBeforeRate = step("invoice", runId);
    tenTimes(spark, LAKE.directory().resolve("_staging").resolve(runId).resolve("open_usage"));
    rateOfTenTimes = step("rate", runId);
    step("meter", runId).done();
    step("rate", runId).done();
    step("invoice", runId).done();
    spoil(spark);
    step("export", runId).done();
    publishBeforeStats = step("publish", runId);
    step("stats", runId).done();
    spoiltPublish = step("publish", runId);
    runsPublishedBySpoilt = LAKE.rows("SELECT run_id FROM billing_runs");
    invoicesPublishedBySpoilt = LAKE.rows("SELECT number FROM invoices");
    exportedBySpoilt = Files.exists(LAKE.directory().resolve("exports"));
    for (String step : List.of("invoice", "export", "stats", "publish")) {
      step(step, runId).done();
    }
  }

  @Test
  void stepByStepGivesWhatNightlyGives(Comparisons comparisons) {
    BusinessRows.assertSame(September.reference(), LAKE);
    comparisons.assertDataFrameNoOrderEquals(
        BusinessRows.of(September.reference(), Table.INVOICE_LINES),
        BusinessRows.of(LAKE, Table.INVOICE_LINES));
  }

  @Test
  void exportsTheBytesThatNightlyExports() throws Exception {
    String file = "exports/payments-0001.csv";
    assertEquals(
        Files.readString(September.reference().directory().resolve(file)),
        Files.readString(LAKE.directory().resolve(file)));
  }

  @Test
  void onlyOneRunIsOpenAtATime() {
    for (Outcome refused : List.of(openWhileOpen, nightlyWhileOpen)) {
      assertEquals(75, refused.exitCode());
      assertTrue(refused.err().contains("run 2026-10-03-001 is open until"), refused.err());
    }
  }

  @Test
  void aRunThatIsGivenUpMakesRoomAndTakesNoMoreSteps() {
    assertEquals("2026-10-03-002", runId);
    assertEquals(2, meterOfAbandoned.exitCode());
    assertTrue(meterOfAbandoned.err().contains("is abandoned"), meterOfAbandoned.err());
  }

  @Test
  void aStepThatComesTooEarlyIsRefused() {
    assertEquals(2, invoiceBeforeRate.exitCode());
    assertTrue(
        invoiceBeforeRate.err().contains("meter, rate, invoice, export, stats"),
        invoiceBeforeRate.err());
  }

  @Test
  void aStepReadsWhatTheOneBeforeStagedAndNothingElse() {
    assertEquals(65, rateOfTenTimes.exitCode(), rateOfTenTimes.err());
    assertTrue(
        rateOfTenTimes.err().contains("run 2026-10-03-002 staged as 'open_usage' was changed"),
        rateOfTenTimes.err());
  }

  @Test
  void aRunWhoseStatisticsAreMissingIsNotPublishedByHalf() {
    assertEquals(2, publishBeforeStats.exitCode(), publishBeforeStats.err());
    assertTrue(
        publishBeforeStats.err().contains("the run has no 'usage_daily' yet"),
        publishBeforeStats.err());
  }

  @Test
  void aRunThatItsAuditRefusesPublishesNothing() {
    assertEquals(65, spoiltPublish.exitCode());
    assertTrue(
        spoiltPublish.err().contains("its lines come to 19.9900, not to its subtotal 20.0000"),
        spoiltPublish.err());
    assertFalse(spoiltPublish.err().contains("\tat "), spoiltPublish.err());
    assertEquals(List.of(), runsPublishedBySpoilt);
    assertEquals(List.of(), invoicesPublishedBySpoilt);
    assertFalse(exportedBySpoilt);
  }

  @Test
  void everyAttemptIsOnRecord() {
    String shown = LAKE.run("runs", "show", runId).done();
    assertTrue(shown.contains("publish   #2 failed"), shown);
    assertTrue(shown.contains("publish   #3 succeeded"), shown);
  }

  private static String open() {
    return LAKE.run("run", "open", "--as-of", September.MONTH_END).done().strip();
  }

  private static Outcome step(String step, String run) {
    return LAKE.run(step, "--run", run);
  }

  /** Takes a cent off every line, as a fault in a job might. */
  private static void spoil(SparkSession spark) {
    Lake lake = Lake.open(spark, LAKE.directory());
    Clock clock = Clock.fixed(Instant.parse("2026-10-03T02:30:00Z"), ZoneOffset.UTC);
    Staging staging = new Runs(lake, clock).resume(runId).staging();
    Dataset<Row> lines = staging.read(Table.INVOICE_LINES);
    Dataset<Row> asTheyAre = spark.createDataFrame(lines.collectAsList(), lines.schema());
    staging.write(
        Table.INVOICE_LINES,
        asTheyAre.withColumn(
            "amount",
            functions
                .col("amount")
                .minus(functions.lit("0.01").cast("decimal(28,4)"))
                .cast("decimal(28,4)")));
  }

  /** Multiplies all quantities, as somebody with access to the disk might. */
  private static void tenTimes(SparkSession spark, Path staged) {
    Path spoilt = staged.resolveSibling("spoilt");
    spark
        .read()
        .parquet(staged.toString())
        .withColumn("quantity", functions.expr("CAST(quantity * 10 AS DECIMAL(38, 18))"))
        .write()
        .parquet(spoilt.toString());
    spark.read().parquet(spoilt.toString()).write().mode("overwrite").parquet(staged.toString());
  }
}
