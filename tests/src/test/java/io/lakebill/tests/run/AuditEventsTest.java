package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code audit events} says where every row is, and notices when one is missing. */
@ExtendWith(SparkExtension.class)
class AuditEventsTest {

  private static final String STATES =
      "SELECT state, sum(events) FROM event_ledger GROUP BY state ORDER BY state";

  @Test
  void everyRowIsSomewhereAfterEachLandingAndRun() {
    TestLake lake = September.nextDay();

    JsonNode audit = TestLake.json(lake.run("audit", "events", "--json"));

    assertTrue(audit.get("adds_up").asBoolean(), audit.toString());
    assertEquals(2, audit.get("landings").size());
    assertEquals(
        "42=37+1+1+3",
        "%s=%s+%s+%s+%s"
            .formatted(
                of(
                    audit.at("/landings/0"),
                    "handed_over",
                    "accepted",
                    "duplicates",
                    "conflicts",
                    "rejected")));
    assertEquals(
        "37=29+0+1+0+5+0+0+2", "%s=%s+%s+%s+%s+%s+%s+%s+%s".formatted(states(audit.at("/runs/0"))));
    assertEquals(
        "40=29+0+1+2+5+0+0+3", "%s=%s+%s+%s+%s+%s+%s+%s+%s".formatted(states(audit.at("/runs/1"))));
    // Two came late: the next invoice corrects their period.
    assertEquals(5, sum(audit.get("leakage"), "events"));
  }

  @Test
  void anEventThatIsGoneOrFromNowhereIsNoticed(SparkSession spark) {
    TestLake lake = September.billed();
    String events = "delta.`" + lake.directory().resolve("events") + "`";
    List<String> ids = lake.rows("SELECT event_id FROM events ORDER BY event_id LIMIT 2");

    spark.sql("DELETE FROM " + events + " WHERE event_id = '" + ids.get(0) + "'");
    Outcome gone = lake.run("audit", "events");
    spark.sql("UPDATE " + events + " SET landing = 9 WHERE event_id = '" + ids.get(1) + "'");
    Outcome added = lake.run("audit", "events");

    assertEquals(65, gone.exitCode(), gone.err());
    assertTrue(gone.err().contains("landing 1 does not add up"), gone.err());
    assertEquals(65, added.exitCode(), added.err());
    assertTrue(added.err().contains("landing 9 does not add up"), added.err());
  }

  /**
   * Whether its period has just become final, was final before, or is counted anew. Slow, for each
   * is a night.
   */
  @Test
  void eventsWithinWhatAPriceIncludesAreIncluded() throws IOException {
    String catalog = Files.readString(Path.of(September.SCENARIO.file("catalog.yaml")));
    Path generous = Scratch.directory("generous.yaml");
    Files.writeString(
        generous,
        catalog.replace(
            "price: { model: unit, unit_amount: \"2.00\" }",
            "price: { model: unit, unit_amount: \"2.00\", included_units: \"1000\" }"));
    TestLake lake = September.landed();
    lake.nightly("2026-10-13", "--catalog", generous.toString()).done();

    List<String> whenFinal = lake.rows(STATES);
    lake.nightly("2026-10-14").done();
    List<String> kept = lake.rows(STATES);
    var keptRows = BusinessRows.withState(lake);
    lake.nightly("2026-10-14", "--full").done();

    assertEquals(
        lake.value(
            "SELECT count(*) FROM events WHERE subject = 'cora' AND event_date < DATE '2026-10-10'"),
        lake.value("SELECT sum(events) FROM event_ledger WHERE state = 'included'"));
    assertEquals(whenFinal, kept);
    assertEquals(kept, lake.rows(STATES));
    assertEquals(keptRows.get("event_counts"), BusinessRows.withState(lake).get("event_counts"));
  }

  private static Object[] states(JsonNode run) {
    return of(
        run,
        "accepted",
        "billed",
        "included",
        "filtered",
        "late",
        "unmatched",
        "ambiguous",
        "unpriced",
        "open");
  }

  private static Object[] of(JsonNode row, String... names) {
    return List.of(names).stream().map(name -> row.get(name).asText()).toArray();
  }

  private static long sum(JsonNode rows, String name) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.get(name).asLong();
    }
    return sum;
  }
}
