package io.lakebill.tests.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Counters, objects and users from files to invoices: a night in July, one after a counter was
 * changed, the one that bills July, and one after counters of billed days were changed.
 */
@ExtendWith(SparkExtension.class)
class CountersTest {

  private static final Scenario SCENARIO = Scenario.named("counters");

  private static TestLake lake;
  private static List<String> draftBefore;
  private static List<String> draftAfter;
  private static Map<String, Long> versionsBefore;
  private static Map<String, Long> versionsAfter;
  private static List<String> ledgerBefore;
  private static List<String> issuesOnTime;
  private static List<String> invoicesOnTime;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("counters"));
    lake.nightOver(SCENARIO.folder(), "2026-07-10");
    draftBefore = draft("SD29", "2026-08-01");
    ledgerBefore = ledger();
    versionsBefore = lake.versions();
    lake.run("accounts", "import", SCENARIO.file("accounts")).done();
    lake.nightly("2026-07-10").done();
    versionsAfter = lake.versions();

    lake.run("accounts", "import", SCENARIO.file("july-20")).done();
    lake.nightly("2026-07-21").done();
    draftAfter = draft("SD29", "2026-08-01");

    lake.nightly("2026-08-01").done();
    issuesOnTime = issues();
    invoicesOnTime = lake.rows("SELECT account_id, billing_date, total FROM invoices ORDER BY ALL");

    lake.run("accounts", "import", SCENARIO.file("august")).done();
    lake.nightly("2026-08-02").done();
  }

  @Test
  void billsWhatTheDocumentsSayLineByLine() {
    assertEquals(
        SCENARIO.expected("expected.csv"),
        lake.rows(
            """
            SELECT account_id, billing_date, charge_id, charge_type, line_type, quantity, unit_amount, amount
            FROM invoice_lines
            ORDER BY account_id, billing_date, line_number
            """));
  }

  @Test
  void aChangeThatIsBilledBesideTheNextQuantityBelongsToItsOwnPeriod() {
    List<String> expected =
        List.of(
            "2026-07-01,2026-07-01,2026-08-01,275,275.00",
            "2026-08-01,2026-07-01,2026-08-01,-17.419354838709677419,-17.42",
            "2026-08-01,2026-08-01,2026-08-16,111.29032258064516129,111.29");
    String columns = "billing_date, period_start, period_end, exact_amount, amount";
    assertEquals(
        expected,
        lake.rows(
            "SELECT %s FROM invoice_lines WHERE account_id = 'advance' ORDER BY ALL"
                .formatted(columns)));
    assertEquals(
        expected,
        lake.rows(
            "SELECT %s FROM charges WHERE account_id = 'advance' AND amount <> 0 ORDER BY ALL"
                .formatted(columns)));
  }

  @Test
  void sd28IsOneBill() {
    assertEquals(
        List.of("2026-08-01,306.00,20.00,286.00"),
        lake.rows(
            "SELECT billing_date, subtotal, discount, total FROM invoices"
                + " WHERE account_id = 'SD28'"));
  }

  @Test
  void sd27IsTheSameWhetherSeatsAreACounterOrObjects() {
    assertEquals(
        List.of("SD27-counter,726.00", "SD27-objects,726.00"),
        lake.rows(
            "SELECT account_id, total FROM invoices WHERE account_id LIKE 'SD27%' ORDER BY ALL"));
  }

  @Test
  void sd29SaysFromWhenEachLineIs() {
    assertEquals(
        List.of(
            "Licences: 15 from 2026-07-01,275",
            "Licences: 12 from 2026-07-20,-17.419354838709677419"),
        lake.rows(
            """
            SELECT description, exact_amount FROM invoice_lines
            WHERE account_id = 'SD29' ORDER BY line_number
            """));
  }

  @Test
  void aChangedCounterIsRatedAgainTheNextNight() {
    assertEquals(List.of("counter_running_total,275.00"), draftBefore);
    assertEquals(List.of("counter_running_total,275.00", "counter_credit,-17.42"), draftAfter);
  }

  @Test
  void theSameFilesAndTheSameNightAgainWriteNothing() {
    assertEquals(versionsBefore, versionsAfter);
  }

  @Test
  void holdsACounterOfAnAccountThatTwoSubscriptionsAreChargedFor() {
    assertEquals(
        List.of(
            "held,sub-shared-1: it was imported for the account, but subscription sub-shared-2 is"
                + " charged for it as well; import it for a subscription; sub-shared-2: it was"
                + " imported for the account, but subscription sub-shared-1 is charged for it as"
                + " well; import it for a subscription"),
        lake.rows(
            """
            SELECT state, held_reason FROM draft_invoices
            WHERE account_id = 'shared' AND billing_date = DATE '2026-08-01'
            """));
  }

  @Test
  void findsNothingLateInWhatWasImportedInTime() {
    assertEquals(
        List.of(
            "uncharged_quantity,plain,null,no plan of plain charges the counter 'licences', of"
                + " which something was imported"),
        issuesOnTime);
  }

  @Test
  void reportsWhatChangedAfterItWasBilledAndBillsItNoMore() {
    assertEquals(
        List.of(
            "late_counter,SD29,2026-07-01,was changed after 257.58 USD was invoiced for it at"
                + " 2026-08-01; it would be 251.77, which is reported, not billed",
            "late_counter,by-day,2026-07-01,was changed after 51.00 USD was invoiced for it at"
                + " 2026-08-01; it would be 49.00, which is reported, not billed"),
        issues().stream().filter(issue -> issue.startsWith("late")).toList());
    assertEquals(
        invoicesOnTime,
        lake.rows("SELECT account_id, billing_date, total FROM invoices ORDER BY ALL"));
    assertEquals(List.of("counter_running_total,350.00"), draft("SD28", "2026-09-01"));
  }

  @Test
  void eventsOfAUserCountForTheirAccountAsSoonAsTheyAreKnown() {
    assertEquals(List.of("report,open,25", "report,unmatched,1", "storage,open,2"), ledgerBefore);
    assertEquals(List.of("report,billed,26", "storage,billed,2"), ledger());
  }

  @Test
  void aUserWithAnotherNameIsNoNewUser() {
    assertEquals(
        List.of("ada@SD28,Ada L.,0", "bot 7,null,1"),
        lake.rows("SELECT user_id, name, since_token FROM users ORDER BY user_id"));
  }

  @Test
  void keepsCreditGrantsAndExchangeRatesForThoseWhoAsk() {
    assertEquals(
        List.of(
            "prepaid,prepaid,500,0,null,2026-07-01,0",
            "welcome,promotional,20,1,2026-10-01,2026-06-30,2"),
        lake.rows(
            """
            SELECT credit_grant_id, kind, amount, priority, valid_until, date(granted_at), size(charges)
            FROM credit_grants ORDER BY credit_grant_id
            """));
    assertEquals(
        List.of("2026-07-01,0.85", "2026-08-01,0.86"),
        lake.rows("SELECT date, rate FROM exchange_rates ORDER BY date"));
  }

  private static List<String> ledger() {
    return lake.rows(
        "SELECT event_name, state, sum(events) FROM event_ledger GROUP BY ALL ORDER BY ALL");
  }

  private static List<String> draft(String account, String billingDate) {
    return lake.rows(
        """
        SELECT line_type, amount FROM draft_invoice_lines
        WHERE account_id = '%s' AND billing_date = DATE '%s' ORDER BY line_number
        """
            .formatted(account, billingDate));
  }

  private static List<String> issues() {
    return lake.rows(
        """
        SELECT issue, account_id, period_start, message FROM billing_issues
        WHERE issue IN ('late_counter', 'uncharged_quantity')
        ORDER BY ALL
        """);
  }
}
