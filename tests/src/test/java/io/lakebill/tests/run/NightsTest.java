package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.lake.TableLog;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One lake over several nights: the month end, the same night again, late events the next day, that
 * day taken back and done again, and an alias that comes too late. Slow, for each state of the lake
 * is a night more, and none of the six can be left out.
 */
@ExtendWith(SparkExtension.class)
class NightsTest {

  private static final String INVOICES = "SELECT number, total FROM invoices ORDER BY number";

  private static final String UNACCOUNTED =
      """
      SELECT (SELECT count(*) FROM events) - (SELECT sum(events) FROM event_ledger)
      """;

  private static final TestLake LAKE = September.billed();

  private static final List<String> UNACCOUNTED_AFTER_EACH_NIGHT = new ArrayList<>();

  private static Outcome revertOfInvoices;
  private static Outcome sameNight;
  private static Map<String, Long> versionsBefore;
  private static Map<String, Long> versionsAfter;
  private static Map<String, List<String>> monthEnd;
  private static Map<String, List<String>> monthEndAgain;
  private static Map<String, List<String>> nextDay;
  private static Map<String, List<String>> nextDayReverted;
  private static Map<String, List<String>> nextDayRedone;
  private static List<String> lateIssues;
  private static List<String> lateStates;
  private static Outcome redoing;

  @BeforeAll
  static void runTheNights() {
    versionsBefore = LAKE.versions();
    monthEnd = BusinessRows.of(LAKE);
    revertOfInvoices = LAKE.run("runs", "revert", LAKE.runs().get(0));
    sameNight = LAKE.nightly(September.MONTH_END);
    versionsAfter = LAKE.versions();
    night();
    LAKE.nightly(September.MONTH_END, "--again").done();
    monthEndAgain = BusinessRows.of(LAKE);
    night();

    String late = September.SCENARIO.file("later/late.jsonl");
    LAKE.run("land", "--source", September.SCENARIO.file("source.yaml"), late).done();
    LAKE.nightly("2026-10-04").done();
    nextDay = BusinessRows.of(LAKE);
    lateIssues =
        LAKE.rows(
            """
            SELECT account_id, charge_id, period_start, events, quantity
            FROM billing_issues WHERE issue = 'late_events'
            """);
    lateStates = LAKE.rows("SELECT event_name, events FROM event_ledger WHERE state = 'late'");
    night();
    LAKE.run("runs", "revert", LAKE.runs().get(2)).done();
    nextDayReverted = BusinessRows.of(LAKE);
    redoing = LAKE.nightly("2026-10-04");
    nextDayRedone = BusinessRows.of(LAKE);

    LAKE.run("accounts", "import", September.SCENARIO.file("later/account_keys.csv")).done();
    LAKE.nightly("2026-10-05").done();
    night();
  }

  private static void night() {
    UNACCOUNTED_AFTER_EACH_NIGHT.add(LAKE.value(UNACCOUNTED));
  }

  @Test
  void billsTheMonthInTheTimeZoneOfEachAccount() {
    assertEquals(
        List.of(
            "LB-000001,acme,USD,2026-09-01,20.00",
            "LB-000002,bolt,USD,2026-09-01,20.00",
            "LB-000003,cora,EUR,2026-09-10,100.00",
            "LB-000004,acme,USD,2026-10-01,20.34",
            "LB-000005,bolt,USD,2026-10-01,30.33"),
        September.reference()
            .rows(
                """
                SELECT number, account_id, currency, billing_date, total
                FROM invoices ORDER BY number
                """));
  }

  @Test
  void tellsTheStateOfEveryEvent() {
    assertEquals(
        List.of("billed,29", "filtered,1", "open,2", "unmatched,5"),
        September.reference()
            .rows("SELECT state, sum(events) FROM event_ledger GROUP BY state ORDER BY state"));
    assertEquals(List.of("0", "0", "0", "0"), UNACCOUNTED_AFTER_EACH_NIGHT);
  }

  @Test
  void theSameNightTwiceWritesNothing() {
    assertEquals(0, sameNight.exitCode());
    assertTrue(sameNight.out().contains("nothing new"), sameNight.out());
    assertEquals(versionsBefore, versionsAfter);
  }

  @Test
  void theSameNightAgainGivesTheSameRows() {
    BusinessRows.assertSame(monthEnd, monthEndAgain);
  }

  /** The clock on the wall decides nothing; the as-of date and the landings do. */
  @Test
  void aMissedNightRunLaterGivesWhatItWouldHaveGiven() {
    TestLake lake = September.landed();
    lake.when("2026-10-20T17:45:00Z").run("nightly", "--as-of", September.MONTH_END).done();

    BusinessRows.assertSame(September.reference(), lake);
    assertEquals("2026-10-03", lake.value("SELECT DISTINCT issue_date FROM invoices"));
  }

  @Test
  void eventsThatComeAfterFinalizationAreReportedAndNotBilled() {
    assertEquals(List.of("acme,calls,2026-09-01,2,2"), lateIssues);
    assertEquals(List.of("call,2"), lateStates);
    assertEquals(monthEnd.get("invoices"), nextDay.get("invoices"));
    assertEquals(monthEnd.get("invoice_lines"), nextDay.get("invoice_lines"));
  }

  @Test
  void anEventInTimeForTheRunningPeriodIsOnItsDraft() {
    assertEquals(
        "1,0.02",
        LAKE.value(
            """
            SELECT quantity, amount FROM draft_invoice_lines
            WHERE account_id = 'acme' AND charge_id = 'calls' AND period_start = DATE '2026-10-01'
            """));
  }

  @Test
  void aRunWithoutInvoicesCanBeTakenBack() {
    BusinessRows.assertSame(monthEndAgain, nextDayReverted);
  }

  @Test
  void aRunThatWasTakenBackCanBeDoneAgain() {
    assertTrue(redoing.done().contains("published run 2026-10-04-002"), redoing.out());
    BusinessRows.assertSame(nextDay, nextDayRedone);
  }

  @Test
  void everyPublicationHasTheLastSealOfEachSeries() {
    assertEquals(
        LAKE.rows(
            """
            SELECT concat(seller_id, '/', series), max_by(chain_hash, sequence)
            FROM invoices GROUP BY seller_id, series
            """),
        LAKE.rows(
            """
            SELECT series, seal FROM (
              SELECT explode(last_seals) AS (series, seal) FROM billing_runs
              WHERE publication = (SELECT max(publication) FROM billing_runs))
            WHERE series <> 'checks'
            """));
  }

  /** After nights, reversals and imports, for tables with partitions and without. */
  @ParameterizedTest
  @EnumSource(Table.class)
  void theFilesOfATableAreReadFromItsLogAsDeltaReadsThem(Table table) {
    TableLog log = new TableLog(LAKE.directory().resolve(table.tableName()));

    assertEquals(log.files(Sessions.open()), log.files(log.newest(), -1, Map.of()).orElseThrow());
  }

  @Test
  void aRunWithInvoicesCannotBeTakenBack() {
    assertEquals(2, revertOfInvoices.exitCode());
    assertTrue(
        revertOfInvoices.err().contains("finalized invoices and cannot be reverted"),
        revertOfInvoices.err());
  }

  @Test
  void anAliasThatComesAfterFinalizationMakesItsEventsLateNotBilled() {
    assertEquals(
        List.of("billed,29", "filtered,1", "late,6", "open,3", "unmatched,1"),
        LAKE.rows("SELECT state, sum(events) FROM event_ledger GROUP BY state ORDER BY state"));
    assertEquals(September.reference().rows(INVOICES), LAKE.rows(INVOICES));
  }
}
