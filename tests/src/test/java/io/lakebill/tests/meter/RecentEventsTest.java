package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.schemas.event.EventWriter;
import io.lakebill.schemas.event.UsageEvent;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After three billed months a night knows who pays for its new events and leaves out who paid
 * before: it comes to the same as a night that meters everything, also on the days around the first
 * of them, in clocks hours apart, and when an event comes late or early.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class RecentEventsTest {

  private static final Scenario SCENARIO = Scenario.named("folding");

  private static final String OPENED = "2026-04-04";

  private final Path drop = Scratch.directory("recent-events");

  @Test
  void whoPaidBeforeNewEventsDoesNotMatter(SparkSession spark) throws IOException {
    TestLake lake = afterThreeMonths();

    // One is late, for an account of which another subscription ended in that month.
    land(
        lake,
        event("random-utc", "2026-04-02T23:30:00Z"),
        event("random-york", "2026-04-03T03:59:59Z"),
        event("random-howe", "2026-04-02T13:30:00Z"),
        event("random-howe", "2026-03-25T12:00:00Z"),
        event("second", "2026-04-02T12:00:00Z"));
    assertEquals("0", longOver(spark, lake.copy()));
    assertSameInFull(lake, OPENED);

    land(
        lake,
        event("random-york", "2026-02-10T12:00:00Z"),
        event("random-utc", "2026-01-05T12:00:00Z"));
    assertSameInFull(lake, "2026-04-05");

    // In New York the second is in February, of which Lord Howe has events on a day that began
    // before. The third is for a period that has not begun.
    land(
        lake,
        event("random-utc", "2026-04-05T00:10:00Z"),
        event("random-york", "2026-03-01T00:10:00Z"),
        event("random-utc", "2026-05-03T12:00:00Z"));
    assertSameInFull(lake, "2026-04-06");

    // Now it has begun, and ended.
    land(lake, event("random-york", "2026-06-09T12:00:00Z"));
    assertSameInFull(lake, "2026-06-10");
    assertEquals(
        "2",
        lake.value(
            "SELECT count(*) FROM unmatched_events"
                + " WHERE event_time = '2026-01-05 12:00:00' OR subject = 'second'"));
  }

  private TestLake afterThreeMonths() throws IOException {
    Path files = Scratch.directory("recent-events-before");
    DuckDb.withFiles(files, new RandomEvents(7L).files());
    TestLake lake = SCENARIO.lake();
    lake.run("accounts", "import", SCENARIO.file("march/accounts")).done();
    for (int number = 0; number < 3; number++) {
      Path file = files.resolve("events-" + number + ".parquet");
      lake.run("land", "--source", SCENARIO.file("source.yaml"), file.toString()).done();
    }
    lake.nightly("2026-04-03").done();
    return lake;
  }

  private static void assertSameInFull(TestLake lake, String asOf) {
    TestLake inFull = lake.copy();
    lake.nightly(asOf).done();
    inFull.nightly(asOf, "--full").done();
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }

  /** How many routes a night's metering has that end well before its first new event. */
  private static String longOver(SparkSession spark, TestLake lake) {
    String run = lake.run("run", "open", "--as-of", OPENED).done().strip();
    lake.run("meter", "--run", run).done();
    Path routes = lake.directory().resolve("_staging").resolve(run).resolve("routes");
    return Long.toString(
        spark
            .read()
            .parquet(routes.toString())
            .where("until_utc <= TIMESTAMP '2026-03-23 00:00:00Z'")
            .count());
  }

  private static UsageEvent event(String account, String time) {
    return UsageEvent.of(
        "value",
        account,
        Instant.parse(time),
        Map.of("value", 3, "user", "u1", "region", "eu", "action", "joined"));
  }

  private void land(TestLake lake, UsageEvent... events) throws IOException {
    List<UsageEvent> named = new ArrayList<>();
    for (UsageEvent event : events) {
      named.add(event.withId(event.account() + event.time()));
    }
    EventWriter.into(drop).write(named);
    Path source = Scratch.directory("recent-events.yaml");
    Files.writeString(source, EventWriter.sourceDocument("recent", drop));
    lake.run("land", "--source", source.toString()).done();
  }
}
