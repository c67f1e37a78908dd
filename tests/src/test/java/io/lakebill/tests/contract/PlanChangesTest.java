package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Subscriptions go over to other plans, an account per case. Some changes are known from the start;
 * others come to be known after what is due in advance was billed.
 */
@ExtendWith(SparkExtension.class)
class PlanChangesTest {

  private static final Scenario SCENARIO = Scenario.named("plan-changes");

  private static final String LINES =
      """
      SELECT billing_date, plan_id, charge_id, line_type, amount
      FROM invoice_lines
      WHERE account_id = '%s' AND amount <> 0
      ORDER BY billing_date, amount
      """;

  private static TestLake lake;

  private static Map<String, Long> once;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("plan-changes"));
    lake.nightOver(SCENARIO.folder(), "2026-01-02");
    lake.run("accounts", "import", SCENARIO.file("late")).done();
    lake.nightly("2026-01-22").done();
    lake.nightly("2026-02-01").done();
    lake.nightly("2026-03-01").done();
    once = lake.versions();
    lake.nightly("2026-03-01").done();
  }

  /** Sums by the day of the event, maxima of each part; the day of the change is the new plan's. */
  @Test
  void eachPartOfAPeriodIsBilledByItsOwnPlan() {
    assertEquals(
        List.of(
            "2026-01-15,basic,calls,usage,1.00",
            "2026-01-15,basic,peak,usage,7.00",
            "2026-01-15,basic,seats,counter_running_total,22.58",
            "2026-01-15,basic,base,recurring_fee,45.16",
            "2026-02-01,pro,calls,usage,1.50",
            "2026-02-01,pro,peak,usage,10.00",
            "2026-02-01,pro,setup,one_time_fee,30.00",
            "2026-02-01,pro,seats,counter_running_total,54.84",
            "2026-02-01,pro,base,recurring_fee,109.68",
            "2026-03-01,pro,seats,counter_running_total,100.00",
            "2026-03-01,pro,base,recurring_fee,200.00"),
        linesOf("arrears"));
  }

  @Test
  void aChangeAtThePeriodsEndCutsNothing() {
    assertEquals(
        List.of(
            "2026-02-01,basic,calls,usage,10.00",
            "2026-02-01,basic,base,recurring_fee,100.00",
            "2026-03-01,pro,calls,usage,5.00",
            "2026-03-01,pro,setup,one_time_fee,30.00",
            "2026-03-01,pro,base,recurring_fee,200.00"),
        linesOf("at-end"));
  }

  /**
   * 100 were paid for January, of which 45.16 are used by the 15th. The minimum of 310 is asked for
   * those days alone: 140, less what the fee comes to.
   */
  @Test
  void whatWasPaidAheadAndIsNotUsedIsGivenBack() {
    assertEquals(
        List.of(
            "2026-01-01,basic-ahead,base,recurring_fee,100.00",
            "2026-01-15,basic-ahead,base,unused_time,-54.84",
            "2026-01-15,basic-ahead,plan_minimum,plan_minimum,94.84",
            "2026-01-15,pro-ahead,base,recurring_fee,109.68",
            "2026-02-01,pro-ahead,base,recurring_fee,200.00",
            "2026-03-01,pro-ahead,base,recurring_fee,200.00"),
        linesOf("ahead"));
  }

  /** All that was paid for after the 11th is given back then; later changes find nothing of it. */
  @Test
  void thereAndBackIsGivenBackOnce() {
    assertEquals(
        List.of(
            "2026-01-01,pro-ahead,base,recurring_fee,200.00",
            "2026-01-11,pro-ahead,base,unused_time,-135.48",
            "2026-01-11,basic-ahead,base,recurring_fee,32.26",
            "2026-01-21,basic-ahead,plan_minimum,plan_minimum,67.74",
            "2026-01-21,pro-ahead,base,recurring_fee,70.97",
            "2026-02-01,pro-ahead,base,recurring_fee,200.00",
            "2026-03-01,pro-ahead,base,recurring_fee,200.00"),
        linesOf("twice"));
  }

  /** What comes to less than nothing is numbered by itself, and nobody collects it. */
  @Test
  void anInvoiceThatGivesBackMoreThanItBillsIsACreditNote() {
    List<String> notes =
        lake.rows("SELECT number, series, sequence FROM invoices WHERE total < 0 ORDER BY ALL");
    assertTrue(notes.size() > 1, notes::toString);
    for (int i = 0; i < notes.size(); i++) {
      assertEquals("INV-CN-%06d,INV-CN-,%d".formatted(i + 1, i + 1), notes.get(i));
    }
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT series, max(sequence), count(*) FROM invoices
            GROUP BY series HAVING max(sequence) <> count(*) OR max(total) < 0 AND series <> 'INV-CN-'
            """));
    assertEquals(
        List.of(),
        lake.rows(
            "SELECT p.number FROM payment_export p JOIN invoices i USING (number) WHERE total <= 0"));
  }

  /** 3650 for 365 days, of which 14 are used: more than the new fee, so it is a credit note. */
  @Test
  void anAnnualFeeIsGivenBackAtOnce() {
    assertEquals(
        List.of(
            "2026-01-01,yearly-ahead,licence,recurring_fee,3650.00",
            "2026-01-15,yearly-ahead,licence,unused_time,-3510.00",
            "2026-01-15,pro-ahead,base,recurring_fee,109.68",
            "2026-02-01,pro-ahead,base,recurring_fee,200.00",
            "2026-03-01,pro-ahead,base,recurring_fee,200.00"),
        linesOf("yearly"));
  }

  @Test
  void anniversariesStayWhereTheyAre() {
    assertEquals(
        List.of(
            "2026-02-01,basic-birthday,base,recurring_fee,54.84",
            "2026-02-15,pro-birthday,base,recurring_fee,90.32"),
        linesOf("birthday"));
  }

  /** Pro would have begun in February; by the 21st of January something else is decided. */
  @Test
  void aLaterChangeTakesThePlaceOfOneThatHasNotBegun() {
    assertEquals(
        List.of(
            "2026-01-21,basic,base,recurring_fee,64.52",
            "2026-02-01,max,base,recurring_fee,110.00",
            "2026-03-01,max,base,recurring_fee,310.00"),
        linesOf("replaced"));
  }

  /** The same plan twice in one night: the second time is not set up again. */
  @Test
  void whatIsDueOnceIsBilledByTheFirstPlanThatHasIt() {
    assertEquals(
        List.of(
            "2026-01-05,pro,base,recurring_fee,12.90",
            "2026-01-05,pro,setup,one_time_fee,30.00",
            "2026-01-08,basic,base,recurring_fee,9.68",
            "2026-01-15,pro,base,recurring_fee,45.16",
            "2026-02-01,basic,base,recurring_fee,54.84",
            "2026-03-01,basic,base,recurring_fee,100.00"),
        linesOf("back"));
  }

  /** Euros are not given back for dollars: what was paid stays, and is told. */
  @Test
  void whatWasPaidInAnotherCurrencyIsTold() {
    assertEquals(
        List.of("base"),
        lake.rows(
            """
            SELECT charge_id FROM billing_issues
            WHERE issue = 'billed_otherwise' AND subscription_id = 's-euro'
            """));
  }

  @Test
  void nothingIsLeftToTellOfTheOthers() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT issue, subscription_id, message FROM billing_issues
            WHERE subscription_id <> 's-euro'
            """));
  }

  @Test
  void aCrmIsToldThePlanOfTheDay() throws IOException {
    Path crm = Scratch.directory("plan-changes-crm");
    lake.run("accounts", "export", "--as-of", "2026-01-20", "--out", crm.toString()).done();
    List<String> plans =
        Files.readAllLines(crm.resolve("subscriptions.csv")).stream()
            .filter(line -> line.startsWith("s-a") || line.startsWith("s-r"))
            .map(line -> List.of(line.split(",", 5)))
            .map(cells -> cells.get(0) + " " + cells.get(2))
            .toList();

    assertEquals(
        List.of("s-ahead pro-ahead", "s-arrears pro", "s-at-end basic", "s-replaced basic"), plans);
  }

  @Test
  void aNightAgainWritesNothing() {
    assertEquals(once, lake.versions());
  }

  private static List<String> linesOf(String account) {
    return lake.rows(LINES.formatted(account));
  }
}
