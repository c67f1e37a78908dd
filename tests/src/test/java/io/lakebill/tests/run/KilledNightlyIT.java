package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that dies as if by signal 9, and what the next one makes of what it left. Slow, for
 * what dies is a process of its own, which starts cold, and a night or a landing completes it.
 */
@ExtendWith(SparkExtension.class)
class KilledNightlyIT {

  private static final int KILLED = 137;

  private static final String EVENTS =
      "SELECT event_id, body_hash, event_time, landed_at FROM events ORDER BY event_id";

  private static final String REJECTED =
      "SELECT reason, event_id, payload FROM rejected_events ORDER BY payload";

  private static final String LANDINGS =
      "SELECT handed_over, accepted, duplicates, conflicts, rejected FROM landings";

  private static final String EXPORT = "exports/payments-0001.csv";

  @Test
  void aNightlyThatIsKilledAndRunAgainGivesTheSame() throws Exception {
    TestLake lake = September.landed();
    Outcome killed =
        Subprocess.dyingAt("publish:invoices", lake, "nightly", "--as-of", September.MONTH_END);
    assertEquals(KILLED, killed.exitCode(), killed.err());
    assertEquals(List.of(), lake.rows("SELECT number FROM invoices"));

    lake.nightly(September.MONTH_END).done();

    assertSameAsUndisturbed(lake);
  }

  @Tag("slow")
  @ParameterizedTest(name = "at {0}")
  @ValueSource(strings = {"publish:audited", "publish:billing_runs"})
  void aPublishThatIsKilledAndRunAgainGivesTheSame(String failpoint) throws Exception {
    TestLake lake = September.invoiced();
    Outcome killed = Subprocess.dyingAt(failpoint, lake, "publish", "--run", September.RUN);
    assertEquals(KILLED, killed.exitCode(), killed.err());
    assertEquals(List.of(), lake.rows("SELECT number FROM invoices"));

    lake.run("publish", "--run", September.RUN).done();

    assertSameAsUndisturbed(lake);
  }

  @Test
  void aLandingThatIsKilledAndRunAgainGivesTheSameEvents() {
    String source = September.SCENARIO.file("source.yaml");
    TestLake lake = September.ready();
    Outcome killed = Subprocess.dyingAt("land:landings", lake, "land", "--source", source);
    assertEquals(KILLED, killed.exitCode(), killed.err());

    String again = lake.run("land", "--source", source).done();

    assertTrue(again.contains("accepted     37"), again);
    TestLake undisturbed = September.landed();
    for (String query : List.of(EVENTS, REJECTED, LANDINGS)) {
      assertEquals(undisturbed.rows(query), lake.rows(query));
    }
  }

  /** By the next command, whatever it is; until then readers see the run that is taken back. */
  @Test
  void aReversalThatIsKilledIsCompleted() {
    TestLake lake = September.nextDay();
    var published = BusinessRows.of(lake);

    Outcome killed =
        Subprocess.dyingAt("revert:billing_runs", lake, "runs", "revert", "2026-10-04-001");
    assertEquals(KILLED, killed.exitCode(), killed.err());
    BusinessRows.assertSame(published, BusinessRows.of(lake));
    lake.run("accounts", "import", September.SCENARIO.file("later/account_keys.csv")).done();

    BusinessRows.assertSame(September.reference(), lake);
    assertEquals(
        List.of("publish", "publish", "revert"),
        lake.rows("SELECT action FROM billing_runs ORDER BY publication"));
    lake.nightly(September.AFTER_MONTH_END).done();
  }

  @Test
  void aTableOfWhichOnlyTheFolderWasMadeIsMade() throws IOException {
    TestLake lake = September.ready();
    Path log = Files.createDirectories(lake.directory().resolve("events/_delta_log"));
    Files.writeString(log.resolve(".00000000000000000000.json.0.tmp"), "{\"commitInfo\":{");

    assertEquals("0", lake.value("SELECT count(*) FROM events"));
    lake.run("land", "--source", September.SCENARIO.file("source.yaml")).done();

    assertEquals("37", lake.value("SELECT count(*) FROM events"));
  }

  private static void assertSameAsUndisturbed(TestLake lake) throws IOException {
    BusinessRows.assertSame(September.reference(), lake);
    assertEquals(
        Files.readString(September.reference().directory().resolve(EXPORT)),
        Files.readString(lake.directory().resolve(EXPORT)));
    assertEquals("1", lake.value("SELECT count(*) FROM billing_runs"));
  }
}
