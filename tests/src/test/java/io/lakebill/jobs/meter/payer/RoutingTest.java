package io.lakebill.jobs.meter.payer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.meter.event.EventFrame;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.event.Promotion;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events find who pays for them, whether routes come to the events or events to their routes. */
@ExtendWith(SparkExtension.class)
class RoutingTest {

  private static final PricedMeters METERS =
      PricedMeters.of(
              CatalogReader.read(Path.of(Scenario.named("aggregations").file("catalog.yaml"))))
          .only(profile -> profile.isFolded() && !profile.profile().seesHistory());

  private static final StructType EVENTS =
      StructType.fromDDL(
          """
          event_id STRING, source STRING, event_name STRING, subject STRING, event_time TIMESTAMP,
          event_date DATE, properties MAP<STRING, STRING>, landing BIGINT
          """);

  private static final StructType ROUTES =
      StructType.fromDDL(
          """
          subject STRING, since_token BIGINT, account_id STRING, subscription_id STRING,
          plan_id STRING, time_zone STRING, period_start DATE, arrears_landing BIGINT,
          arrears_token BIGINT, from_utc TIMESTAMP, until_utc TIMESTAMP, meters ARRAY<BOOLEAN>,
          is_shared BOOLEAN, after_landing BIGINT, up_to_landing BIGINT,
          then_meters ARRAY<BOOLEAN>, then_names ARRAY<STRING>
          """);

  @Test
  void itDoesNotMatterWhichOfThemTravels(SparkSession spark) {
    Dataset<Row> routes = spark.createDataFrame(routes(), ROUTES);
    List<EventFrame> events =
        List.of(new EventFrame(spark.createDataFrame(events(), EVENTS), Promotion.NONE));

    for (Grain grain : Grain.values()) {
      List<String> sent = quantities(events, new Routing(routes, true), grain);
      List<String> apart = quantities(events, new Routing(routes, false), grain);

      assertTrue(sent.size() > 200, () -> "only " + sent);
      assertEquals(sent, apart);
    }
  }

  private static List<String> quantities(List<EventFrame> events, Routing routing, Grain grain) {
    return Folding.byAccount(METERS.foldPlan(), 3)
        .with(Input.GROUPS, EventGroups.of(events, routing, METERS, grain, 2))
        .output(Output.QUANTITIES)
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** Two months of each subscription, the first of them billed up to the first landing. */
  private static List<Row> routes() {
    Boolean[] all = new Boolean[200];
    Arrays.fill(all, true);
    List<Row> routes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (int month = 1; month <= 2; month++) {
        LocalDate start = LocalDate.of(2026, month, 1);
        routes.add(
            RowFactory.create(
                "key-" + i,
                0L,
                "acc-" + i,
                "sub-" + i,
                "everything",
                i % 2 == 0 ? "UTC" : "America/New_York",
                start,
                month == 1 ? 1L : null,
                month == 1 ? 1L : null,
                Instant.parse(start + "T00:00:00Z"),
                Instant.parse(start.plusMonths(1) + "T00:00:00Z"),
                all,
                false,
                null,
                null,
                null,
                null));
      }
    }
    return routes;
  }

  /** Of known and unknown subjects, in and outside of the months; some landed too late to count. */
  private static List<Row> events() {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      LocalDate day = LocalDate.of(2025, 12, 25).plusDays(random.nextInt(70));
      events.add(
          RowFactory.create(
              "e-" + i,
              "test",
              random.nextInt(5) == 0 ? "member" : "value",
              "key-" + random.nextInt(22),
              Instant.parse(day + "T%02d:00:00Z".formatted(random.nextInt(24))),
              day,
              Map.of(
                  "value", "" + random.nextInt(50),
                  "region", "r" + random.nextInt(3),
                  "user", "u" + random.nextInt(9)),
              (long) random.nextInt(1, 4)));
    }
    return events;
  }
}
