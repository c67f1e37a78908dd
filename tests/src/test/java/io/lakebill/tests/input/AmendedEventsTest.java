package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events that another version, a withdrawal or a replaced window takes the place of. */
@ExtendWith(SparkExtension.class)
class AmendedEventsTest {

  private static final String IN_FORCE =
      """
      SELECT e.event_id, e.version, e.properties['city']
      FROM events e LEFT ANTI JOIN withdrawn_events w
        ON w.source = e.source AND w.event_id = e.event_id AND w.event_landing = e.landing
      WHERE e.source = '%s' ORDER BY e.event_id
      """;

  private static final String ADDS_UP =
      "SELECT count(*) FROM landings WHERE handed_over <> "
          + "accepted + duplicates + conflicts + rejected + superseded + withdrawals";

  private static final String HEAD = "id,at,who,city,revision,op\n";

  private static final TestLake LAKE = TestLake.at(Scratch.directory("amended"));

  private static final List<String> ROWS =
      List.of(
          "a,2026-09-01T10:00:00Z,acme,Bern,1,",
          "a,2026-09-01T10:00:00Z,acme,Basel,2,amend",
          "a,2026-09-01T10:00:00Z,acme,Chur,3,",
          "b,2026-09-02T10:00:00Z,acme,Bern,1,",
          "b,,,,,deprecate",
          "b,2026-09-02T10:00:00Z,acme,Olten,7,",
          "c,2026-09-03T10:00:00Z,acme,Bern,1,record",
          "c,,,,1,withdraw",
          "c,2026-09-03T10:00:00Z,acme,Visp,2,",
          "d,2026-09-04T10:00:00Z,acme,Bern,,",
          "e,,,,4,deprecate");

  @Test
  void theOrderOfLandingsNeverMatters() throws IOException {
    List<String> expected = List.of("a,3,Chur", "c,2,Visp", "d,0,Bern");
    for (int seed = 0; seed < 3; seed++) {
      List<String> rows = new ArrayList<>(ROWS);
      Collections.shuffle(rows, new Random(seed));
      int cut = 3 + seed;
      String source = "shuffled-" + seed;
      land(source, rows.subList(0, cut));
      land(source, rows.subList(cut, 8));
      land(source, rows.subList(8, rows.size()));
      assertEquals(expected, LAKE.rows(IN_FORCE.formatted(source)), rows::toString);
    }
    land("at-once", ROWS);

    assertEquals(expected, LAKE.rows(IN_FORCE.formatted("at-once")));
    assertEquals("0", LAKE.value(ADDS_UP));
    assertEquals(0, LAKE.run("audit", "events").exitCode());
  }

  @Test
  void everyRowIsInOneStateAndARowSentAgainChangesNothing() throws IOException {
    land("states", ROWS.subList(0, 1));
    String amended = land("states", List.of(ROWS.get(1), ROWS.get(4)));
    String lower =
        land("states", List.of("a,2026-09-01T10:00:00Z,acme,Genf,1,", ROWS.get(3), ROWS.get(0)));
    String other =
        land(
            "states",
            List.of(
                "a,2026-09-01T10:00:00Z,acme,Genf,2,",
                "a,2026-09-01T10:00:00Z,acme,Genf,two,",
                "a,2026-09-01T10:00:00Z,acme,Genf,2,delete",
                "b,,,,,withdraw"));

    assertEquals(
        "accepted 1, conflicts 0, duplicates 0, handed_over 2, rejected 0, withdrawals 1, withdrawn"
            + " 1",
        inOneLine(amended));
    assertEquals(
        "accepted 0, conflicts 0, duplicates 1, handed_over 3, rejected 0, superseded 2",
        inOneLine(lower));
    assertEquals(
        "accepted 0, conflicts 1, duplicates 1, handed_over 4, rejected 2", inOneLine(other));
    assertEquals(
        List.of(
            "conflict,event a is known with another body; the first one counts",
            "invalid_action,'delete' is not an action; known: amend, deprecate, record, withdraw",
            "invalid_version,'two' is not a version: a whole number of at most 18 digits",
            "superseded,a higher version, or a withdrawal, of event a is known",
            "superseded,a higher version, or a withdrawal, of event b is known"),
        LAKE.rows(
            "SELECT reason, detail FROM rejected_events WHERE source = 'states' ORDER BY ALL"));
    assertEquals(List.of("a,2,Basel"), LAKE.rows(IN_FORCE.formatted("states")));
  }

  @Test
  void aWindowHasWhatItsFilesSayAndCanBePutBack() throws IOException {
    List<String> first =
        List.of(
            "a,2026-09-01T10:00:00Z,acme,Bern,,",
            "b,2026-09-01T11:00:00Z,acme,Bern,,",
            "c,2026-09-02T00:00:00Z,acme,Bern,,");
    land("window", first);
    String[] day = {"--replace-from", "2026-09-01", "--replace-to", "2026-09-02T00:00:00Z"};
    List<String> better =
        List.of("b,2026-09-01T11:00:00Z,acme,Olten,,", "d,2026-09-01T12:00:00Z,acme,Bern,,");

    String replaced = land("window", better, day);
    List<String> after = LAKE.rows(IN_FORCE.formatted("window"));
    String again = land("window", better, day);
    Outcome outside = attempt("window", first, day);
    List<String> refused = LAKE.rows(IN_FORCE.formatted("window"));
    land("window", first.subList(0, 2), day);

    assertEquals(
        "accepted 2, conflicts 0, duplicates 0, handed_over 2, rejected 0, withdrawn 2",
        inOneLine(replaced));
    assertEquals(List.of("b,0,Olten", "c,0,Bern", "d,0,Bern"), after);
    assertEquals(
        "accepted 0, conflicts 0, duplicates 2, handed_over 2, rejected 0", inOneLine(again));
    assertEquals(65, outside.exitCode(), outside.err());
    assertTrue(
        outside.err().contains("outside the window that is replaced")
            && outside.err().contains("nothing was replaced"),
        outside.err());
    assertEquals(after, refused);
    assertEquals(
        List.of("a,0,Bern", "b,0,Bern", "c,0,Bern"), LAKE.rows(IN_FORCE.formatted("window")));
    assertEquals(0, LAKE.run("audit", "events").exitCode());
  }

  @Test
  void aWindowNeedsBothEndsInOrder() throws IOException {
    Outcome one = attempt("ends", ROWS, "--replace-from", "2026-09-01");
    Outcome none =
        attempt("ends", ROWS, "--replace-from", "2026-09-01", "--replace-to", "2026-09-01");
    Outcome noTime =
        attempt("ends", ROWS, "--replace-from", "yesterday", "--replace-to", "2026-09-01");

    assertEquals(2, one.exitCode());
    assertEquals(2, none.exitCode());
    assertEquals(2, noTime.exitCode());
  }

  /** Some of billed periods, some of open ones, some that nobody pays for. */
  @Test
  void foldingComesToWhatMeteringEverythingComesToAndWhatIsBilledIsReported() throws IOException {
    TestLake lake = September.billed();
    List<String> ids =
        lake.rows(
            "SELECT DISTINCT event_id FROM events WHERE subject IN (SELECT subject FROM events)"
                + " ORDER BY 1");
    String source = lake.rows("SELECT DISTINCT source FROM events").get(0);
    List<String> withdrawn = new ArrayList<>(new TreeSet<>(ids)).subList(0, ids.size() / 2);
    lake.run(
            "land",
            "--source",
            file(
                    "withdraw.yaml",
                    "{ source: %s, format: csv, columns: { id: id }, constants: { action: deprecate } }"
                        .formatted(source))
                .toString(),
            file("withdraw.csv", "id\n" + String.join("\n", withdrawn) + "\n").toString())
        .done();
    TestLake inFull = lake.copy();
    List<String> invoices = lake.rows("SELECT * FROM invoice_lines ORDER BY ALL");
    lake.nightly("2026-10-04").done();
    inFull.nightly("2026-10-04", "--full").done();

    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
    assertEquals(invoices, lake.rows("SELECT * FROM invoice_lines ORDER BY ALL"));
    assertEquals(
        Integer.toString(withdrawn.size()),
        lake.value("SELECT sum(events) FROM event_ledger WHERE state = 'withdrawn'"));
    assertTrue(
        Integer.parseInt(
                lake.value(
                    "SELECT sum(events) FROM billing_issues WHERE issue = 'withdrawn_events'"))
            > 0);
    assertEquals(0, lake.run("audit", "events").exitCode());
  }

  private static String land(String id, List<String> rows, String... options) throws IOException {
    return attempt(id, rows, options).done();
  }

  private static Outcome attempt(String id, List<String> rows, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("land", "--source"));
    command.add(
        file(
                "source.yaml",
                """
                source: %s
                format: csv
                columns: { id: id, time: at, account: who, version: revision, action: op }
                constants: { event_name: visit }
                """
                    .formatted(id))
            .toString());
    command.addAll(List.of(options));
    command.add(file("rows.csv", HEAD + String.join("\n", rows) + "\n").toString());
    return LAKE.run(command.toArray(String[]::new));
  }
}
