package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.jobs.run.PublishErasure;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nights that fold what is new into what they had come to the same rows, in every table, as a night
 * that meters all events again: after late events, copies, an account that moves its clock, an
 * alias and a subscription that come later, and a meter that changes.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class FoldingTest {

  private static final Scenario SCENARIO = Scenario.named("folding");

  private static final String SPOILT =
      """
      UPDATE delta.`%s` SET events = events + 1 WHERE account_id = 'random-utc' AND scope = 'open'
      """;

  private static final String UNMATCHED =
      """
      SELECT count(*) FROM unmatched_events
      WHERE subject = 'random-howe' AND event_time BETWEEN '2026-01-20' AND '2026-03-31'
      """;

  private static final List<String> MAY_BE_EMPTY =
      List.of("billed_time", "credit_ledger", "invoice_events");

  /** Of April, which is open in the last night, so that nothing of it is late. */
  private static final String DAYS_AND_PERIODS =
      """
      WITH days AS (
        SELECT subscription_id, meter_id, dimension_values, CAST(sum(quantity) AS DECIMAL(38, 18)) AS quantity
        FROM usage_daily
        WHERE day >= '2026-04-01' AND day < '2026-05-01' AND meter_id IN ('events', 'total')
        GROUP BY ALL
      ), periods AS (
        SELECT subscription_id, meter_id, dimension_values, quantity
        FROM usage
        WHERE period_start = '2026-04-01' AND meter_id IN ('events', 'total')
      )
      (SELECT * FROM days EXCEPT SELECT * FROM periods)
      UNION ALL
      (SELECT * FROM periods EXCEPT SELECT * FROM days)
      """;

  private static Map<String, List<String>> afterChanges;
  private static Map<String, List<String>> afterChangesInFull;
  private static Map<String, List<String>> afterNewEvents;
  private static Map<String, List<String>> afterNewEventsInFull;
  private static List<String> daysThatDoNotAddUp;
  private static String unmatchedFirst;
  private static String unmatchedLast;
  private static Outcome spoilt;

  @BeforeAll
  static void runTheNights() {
    Path files = Scratch.directory("folding-events");
    DuckDb.withFiles(files, new RandomEvents(11L).files());
    TestLake lake = SCENARIO.lake();
    land(lake, files, 0);
    lake.nightly("2026-02-03").done();
    unmatchedFirst = lake.value(UNMATCHED);

    land(lake, files, 1);
    lake.run("accounts", "import", SCENARIO.file("march/accounts")).done();
    lake.run("catalog", "apply", "--catalog", SCENARIO.file("march/catalog.yaml")).done();
    TestLake inFull = lake.copy();
    lake.nightly("2026-03-15").done();
    inFull.nightly("2026-03-15", "--full").done();
    afterChanges = BusinessRows.withState(lake);
    afterChangesInFull = BusinessRows.withState(inFull);
    unmatchedLast = lake.value(UNMATCHED);

    land(lake, files, 2);
    inFull = lake.copy();
    TestLake toSpoil = lake.copy();
    LakeWriting.to(toSpoil.directory(), FoldingTest::spoil);
    spoilt = toSpoil.nightly("2026-04-02");
    lake.nightly("2026-04-02").done();
    inFull.nightly("2026-04-02", "--full").done();
    afterNewEvents = BusinessRows.withState(lake);
    afterNewEventsInFull = BusinessRows.withState(inFull);
    daysThatDoNotAddUp = lake.rows(DAYS_AND_PERIODS);
  }

  /** As a run would that computes something wrong and publishes it. */
  private static long spoil(Lake lake) {
    long before = lake.version(Table.USAGE_STATE);
    lake.spark().sql(SPOILT.formatted(lake.path(Table.USAGE_STATE)));
    PublishErasure.publish(
        lake, Table.USAGE_STATE, before, Instant.EPOCH, WriteKey.of("spoilt state"));
    return before;
  }

  private static void land(TestLake lake, Path files, int number) {
    lake.run(
            "land",
            "--source",
            SCENARIO.file("source.yaml"),
            files.resolve("events-" + number + ".parquet").toString())
        .done();
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(afterChangesInFull, afterChanges);
    BusinessRows.assertSame(afterNewEventsInFull, afterNewEvents);
  }

  @Test
  void thereIsMuchToCompare() {
    afterNewEvents.forEach(
        (table, rows) ->
            assertEquals(MAY_BE_EMPTY.contains(table), rows.isEmpty(), () -> table + rows.size()));
    assertTrue(afterNewEvents.get("usage_state").size() > 100);
    assertTrue(afterNewEvents.get("usage_daily").size() > 500);
  }

  @Test
  void daysAddUpToThePeriodForCountsAndSums() {
    assertEquals(List.of(), daysThatDoNotAddUp);
  }

  @Test
  void eventsThatNobodyPaidForAreMeteredOnceSomebodyDoes() {
    assertNotEquals("0", unmatchedFirst);
    assertEquals("0", unmatchedLast);
  }

  @Test
  void aStateThatDiffersFromItsEventsIsNotPublished() {
    assertEquals(65, spoilt.exitCode(), spoilt.err());
    assertTrue(spoilt.err().contains("sample check, usage_state: only when folded"), spoilt.err());
  }
}
