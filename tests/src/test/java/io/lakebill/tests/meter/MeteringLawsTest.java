package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.meter.MeterUsage;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.tests.fixture.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What usage must not depend on, checked on rows that are made up. */
@ExtendWith(SparkExtension.class)
class MeteringLawsTest {

  private static final int SHUFFLES = 50;

  private static final Catalog CATALOG =
      CatalogReader.read(Path.of(Aggregations.SCENARIO.file("catalog.yaml")));

  private static final StructType ROUTED =
      StructType.fromDDL(
          """
          source STRING, event_id STRING, identity_hash BIGINT, event_name STRING, event_date DATE,
          event_time TIMESTAMP, subject STRING, properties MAP<STRING, STRING>, account_id STRING,
          subscription_id STRING, plan_id STRING, time_zone STRING, period_start DATE,
          meters ARRAY<BOOLEAN>, ambiguous_meters ARRAY<BOOLEAN>, is_billed BOOLEAN, is_late BOOLEAN,
          is_shared BOOLEAN
          """);

  private static final StructType PERIODS =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          period_end DATE, start_utc TIMESTAMP, end_utc TIMESTAMP, arrears_landing BIGINT,
          time_zone STRING
          """);

  /** Each subscription has the same events in an order of its own; the first month is billed. */
  @ParameterizedTest(name = "{0} partitions, adaptive: {1}")
  @CsvSource({"1, false", "7, true"})
  void usageDoesNotDependOnTheOrderOfEvents(
      int partitions, boolean isAdaptive, SparkSession session) {
    SparkSession spark = session.newSession();
    spark.conf().set("spark.sql.adaptive.enabled", isAdaptive);
    spark.conf().set("spark.sql.shuffle.partitions", partitions);

    Map<String, TreeSet<String>> usage = new HashMap<>();
    metered(spark, spark.createDataFrame(shuffled(), ROUTED).repartition(partitions))
        .drop("account_id")
        .collectAsList()
        .forEach(
            row ->
                usage
                    .computeIfAbsent(row.getAs("subscription_id"), key -> new TreeSet<>())
                    .add(withoutSubscription(row)));

    assertEquals(SHUFFLES, usage.size());
    assertTrue(usage.get("s-0").size() > 40, () -> "only " + usage.get("s-0"));
    assertEquals(
        1, usage.values().stream().map(Object::toString).map(String::hashCode).distinct().count());
    usage.forEach((subscription, rows) -> assertEquals(usage.get("s-0"), rows, subscription));
  }

  /** What landed late for a billed month changes nothing there, but is part of later stocks. */
  @Test
  void stocksSeeWhatIsBilledAndWhatCameLate(SparkSession spark) {
    List<Row> routed =
        List.of(
            routed("s-0", event("a", "2026-01-10T00:00:00Z", "5"), true, false),
            routed("s-0", event("b", "2026-01-20T00:00:00Z", "3"), false, true),
            routed("s-0", event("c", "2026-02-10T00:00:00Z", "2"), false, false));

    List<String> stock =
        metered(spark, spark.createDataFrame(routed, ROUTED))
            .where("meter_id IN ('historical_sum', 'last_in_history', 'time_weighted_sum')")
            .where("subscription_id = 's-0' AND size(dimensions) = 0")
            .selectExpr(
                "concat_ws(' ', meter_id, period_start, if(is_late, 'late', 'open'),"
                    + " coalesce(CAST(CAST(quantity AS DECIMAL(9, 0)) AS STRING), '-'), events)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "historical_sum 2026-01-01 late 3 1",
            "historical_sum 2026-02-01 open 10 1",
            "last_in_history 2026-01-01 late 3 1",
            "last_in_history 2026-02-01 open 2 1",
            "time_weighted_sum 2026-01-01 late - 1",
            "time_weighted_sum 2026-02-01 open 1560 1"),
        stock);
  }

  /** A catalog that is in force may have been applied when this was allowed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties['value'] < 10",
        "CASE WHEN properties['value'] < 10 THEN 'small'",
        "SELECT count(DISTINCT properties['user']) FROM events WHERE properties['value'] > 0"
      })
  void metersNothingByAClock(String sql, SparkSession spark) {
    String json = CATALOG.toJson();
    String byClock = sql.replaceFirst("properties\\['value'] [<>] [0-9]+", "event_time < 'now'");
    assertTrue(json.contains(sql), json);

    MissingSetupException refused =
        assertThrows(
            MissingSetupException.class,
            () ->
                MeterUsage.metered(
                    spark.createDataFrame(List.of(), ROUTED),
                    CatalogReader.fromJson(json.replace(sql, byClock)),
                    spark.createDataFrame(List.of(), PERIODS)));

    assertTrue(refused.getMessage().startsWith("meter "), refused.getMessage());
    assertTrue(refused.getMessage().contains("'now' is another time"), refused.getMessage());
  }

  private static Dataset<Row> metered(SparkSession spark, Dataset<Row> routed) {
    return MeterUsage.metered(routed, CATALOG, spark.createDataFrame(periods(), PERIODS));
  }

  private static List<Row> shuffled() {
    List<List<String>> events =
        new RandomEvents(7)
            .files().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(event -> event.get(1).compareTo("2026-03-01") < 0)
                .filter(event -> event.get(3).equals("random-york"))
                .toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < SHUFFLES; i++) {
      for (List<String> event : events) {
        rows.add(routed("s-" + i, event, event.get(1).compareTo("2026-02-01") < 0, false));
      }
    }
    Collections.shuffle(rows, new Random(11));
    return rows;
  }

  private static Row routed(
      String subscription, List<String> event, boolean isBilled, boolean isLate) {
    Instant time = Instant.parse(event.get(1));
    LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
    Boolean[] meters =
        CATALOG.meters().stream()
            .flatMap(meter -> meter.profiles().stream())
            .map(profile -> true)
            .toArray(Boolean[]::new);
    return RowFactory.create(
        "test",
        event.get(0),
        0L,
        event.get(2),
        date,
        time,
        subscription,
        properties(event),
        subscription,
        subscription,
        "everything",
        "America/New_York",
        date.withDayOfMonth(1),
        meters,
        new Boolean[0],
        isBilled,
        isLate,
        false);
  }

  private static Map<String, String> properties(List<String> event) {
    return IntStream.range(4, event.size())
        .filter(i -> event.get(i) != null)
        .boxed()
        .collect(Collectors.toMap(RandomEvents.COLUMNS::get, event::get));
  }

  private static List<String> event(String id, String time, String value) {
    return List.of(id, time, "value", "random-utc", value);
  }

  private static List<Row> periods() {
    return IntStream.range(0, SHUFFLES)
        .mapToObj(
            i ->
                RowFactory.create(
                    "s-" + i,
                    "s-" + i,
                    "everything",
                    LocalDate.of(2026, 2, 1),
                    LocalDate.of(2026, 3, 1),
                    Instant.parse("2026-02-01T00:00:00Z"),
                    Instant.parse("2026-03-01T00:00:00Z"),
                    null,
                    "UTC"))
        .toList();
  }

  private static String withoutSubscription(Row row) {
    return row.toString().replaceFirst("s-\\d+", "s");
  }
}
