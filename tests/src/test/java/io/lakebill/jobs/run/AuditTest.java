package io.lakebill.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Layout;
import io.lakebill.tests.fixture.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time that would be billed twice, in rows that no night makes. */
@ExtendWith(SparkExtension.class)
class AuditTest {

  /** The frames that the audit looks at, by the table whose columns they have. */
  private static final Map<String, String> FRAMES =
      Map.ofEntries(
          Map.entry("charges", "charges"),
          Map.entry("staged_usage", "usage"),
          Map.entry("draft_invoices", "draft_invoices"),
          Map.entry("draft_invoice_lines", "draft_invoice_lines"),
          Map.entry("new_invoices", "invoices"),
          Map.entry("published_invoices", "invoices"),
          Map.entry("new_finalized_periods", "finalized_periods"),
          Map.entry("published_finalized_periods", "finalized_periods"),
          Map.entry("new_billed_time", "billed_time"),
          Map.entry("published_billed_time", "billed_time"));

  private final SparkSession spark;

  AuditTest(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * {@code new} ones are billed by this run. In advance the days of a period may have been paid by
   * the plan before, whose first invoice may wait; billed time is their measure.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "advance 01-01 02-01, advance 02-01 03-01, arrears 01-01 02-01 | none",
        "advance 01-01 02-01, new advance 01-12 02-01                    | none",
        "advance 01-01 12-31, advance 01-12 02-01, new advance 02-01 03-01 | none",
        "advance 01-01 12-31, new advance 02-01 03-01                    | none",
        "advance 01-01 02-01, new advance 01-01 01-12                    | advance of 2026-01-01",
        "arrears 01-01 02-01, new arrears 01-12 02-01                    | arrears of 2026-01-12",
      })
  void anEndOfAPeriodIsBilledOnce(String periods, String twice) {
    Map<String, Dataset<Row>> frames = frames();
    for (String period : List.of(periods.split(", "))) {
      List<String> parts = List.of(period.replace("new ", "").split(" "));
      add(
          frames,
          (period.startsWith("new") ? "new" : "published") + "_finalized_periods",
          """
          's' AS subscription_id, '%s' AS timing, DATE '2026-%s' AS period_start,
          DATE '2026-%s' AS period_end
          """
              .formatted(parts.get(0), parts.get(1), parts.get(2)));
    }
    assertEquals(
        twice == null ? List.of() : List.of("subscription s: " + twice + " would be billed twice"),
        breaches(frames));
  }

  /** What is given back is so whether its invoice waits or not: then it is a charge alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "recurring 01-01 02-01, new recurring 02-01 03-01                          | none",
        "recurring 01-01 02-01, new recurring 01-31 02-05                          | c: 2026-01-31",
        "recurring 01-01 02-01, unused 01-12 02-01, new recurring 01-12 02-01      | none",
        "recurring 01-01 02-01, new unused 01-12 02-01, new recurring 01-12 02-01  | none",
        "recurring 01-01 02-01, waiting unused 01-12 02-01, new recurring 01-12 02-01 | none",
        "recurring 01-01 02-01, unused 01-20 02-01, new recurring 01-12 02-01      | c: 2026-01-12",
        "recurring 01-01 02-01, new change 01-01 02-01                             | none",
        "recurring 01-01 02-01, change 01-01 01-20, new change 01-20 02-01         | none",
        "recurring 01-01 02-01, change 01-01 01-20, new change 01-10 02-01         | c (changes): 2026-01-10",
      })
  void aDayOfAChargeIsBilledOnceLessWhatIsGivenBack(String times, String twice) {
    Map<String, Dataset<Row>> frames = frames();
    for (String time : List.of(times.split(", "))) {
      List<String> parts = List.of(time.replaceAll("new |waiting ", "").split(" "));
      String billed =
          "'s' AS subscription_id, 'c' AS charge_id, '%s' AS charge_type".formatted(parts.get(0))
              + ", DATE '2026-%2$s' AS %1$sstart%3$s, DATE '2026-%4$s' AS %1$send%3$s";
      boolean isUnused = parts.get(0).equals("unused");
      if (!time.startsWith("waiting")) {
        add(
            frames,
            (time.startsWith("new") ? "new" : "published") + "_billed_time",
            billed.formatted("", parts.get(1), "_date", parts.get(2)));
      }
      // Charges of a night are those that it bills, and those that wait.
      if (isUnused && !time.startsWith("unused")) {
        add(
            frames,
            "charges",
            billed.formatted("service_", parts.get(1), "", parts.get(2))
                + ", CAST(0 AS DECIMAL(28, 4)) AS amount");
      }
    }
    assertEquals(
        twice == null
            ? List.of()
            : List.of("subscription s, charge " + twice + " would be billed twice"),
        breaches(frames));
  }

  private List<String> breaches(Map<String, Dataset<Row>> frames) {
    return Sql.run(spark, "audit", frames, Map.of()).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** All without rows. */
  private Map<String, Dataset<Row>> frames() {
    Layout layout = Layout.numbered(Layout.NEWEST);
    Map<String, Dataset<Row>> frames = new TreeMap<>();
    FRAMES.forEach((frame, table) -> frames.put(frame, empty(layout.tables().get(table).ddl())));
    frames.put("metering_differences", empty("breach STRING"));
    frames.put("event_states", empty("events BIGINT, accepted BIGINT"));
    return frames;
  }

  private Dataset<Row> empty(String columns) {
    StructType nullable = StructType.fromDDL(columns).asNullable();
    return spark.createDataFrame(List.of(), nullable);
  }

  /** Adds a row of which some columns are given. */
  private void add(Map<String, Dataset<Row>> frames, String frame, String columns) {
    frames.computeIfPresent(
        frame, (name, rows) -> rows.unionByName(spark.sql("SELECT " + columns), true));
  }
}
