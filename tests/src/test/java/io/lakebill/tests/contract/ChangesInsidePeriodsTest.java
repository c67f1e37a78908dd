package io.lakebill.tests.contract;

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
 * Prices and quantities change inside billing periods, an account per case. Some changes are known
 * from the start, others come to be known after what is due in advance was billed. Ten licences at
 * 30 are 300 a month, twelve are 360; January and March have 31 days, February 28.
 */
@ExtendWith(SparkExtension.class)
class ChangesInsidePeriodsTest {

  private static final Scenario SCENARIO = Scenario.named("changes-inside");

  private static final String LINES =
      """
      SELECT billing_date, line_type, replace(description, ',', ''), amount
      FROM (
        SELECT account_id, billing_date, line_number, line_type, description, amount
        FROM invoice_lines
        UNION ALL
        SELECT l.account_id, l.billing_date, l.line_number, l.line_type, l.description, l.amount
        FROM draft_invoice_lines l JOIN draft_invoices i ON i.invoice_id = l.invoice_id
        WHERE i.state = 'credit'
      )
      WHERE %s AND billing_date < '2026-04-02'
      ORDER BY account_id, billing_date, line_number
      """;

  private static TestLake lake;

  private static Map<String, Long> once;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("changes-inside"));
    lake.nightOver(SCENARIO.folder(), "2026-01-02");
    lake.run("accounts", "import", SCENARIO.file("late")).done();
    lake.nightly("2026-01-22").done();
    lake.run("accounts", "import", SCENARIO.file("again")).done();
    for (String night : List.of("2026-02-01", "2026-03-01", "2026-04-01")) {
      lake.nightly(night).done();
    }
    once = lake.versions();
    lake.nightly("2026-04-01").done();
  }

  @Test
  void aNightAgainWritesNothing() {
    assertEquals(once, lake.versions());
  }

  /** 14 days at 300 and 17 at 360, over 31. */
  @Test
  void inArrearsEachPartOfThePeriodHasItsOwnQuantity() {
    assertEquals(
        List.of(
            "2026-02-01,recurring_fee,Licence: from 2026-01-01 quantity 10,135.48",
            "2026-02-01,recurring_fee,Licence: from 2026-01-15 quantity 12,197.42",
            "2026-03-01,recurring_fee,Licence,360.00",
            "2026-04-01,recurring_fee,Licence,360.00"),
        linesOf("behind"));
  }

  /** 10 days at 300 and 21 at 255 are 269.516, which is rounded once. */
  @Test
  void inArrearsEachPartOfThePeriodHasItsOwnPrice() {
    assertEquals(
        List.of(
            "2026-02-01,recurring_fee,Licence: from 2026-01-01 quantity 10,96.78",
            "2026-02-01,recurring_fee,Licence: from 2026-01-11 quantity 10,172.74",
            "2026-03-01,recurring_fee,Licence,255.00",
            "2026-04-01,recurring_fee,Licence,255.00"),
        linesOf("discount"));
  }

  /** Of the first part four days are left after ten of a trial. */
  @Test
  void aTrialEndsInsideAPart() {
    assertEquals(
        List.of(
            "2026-02-01,recurring_fee,Licence: from 2026-01-11,38.71",
            "2026-02-01,recurring_fee,Licence: from 2026-01-15 quantity 12,197.42"),
        linesOf("trial").subList(0, 2));
  }

  /** Two more for 17 days. */
  @Test
  void inAdvanceAChangeIsPaidBesideTheNextFee() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-02-01,recurring_debit,Licence: 12 at 30 from 2026-01-15,32.90",
            "2026-02-01,recurring_fee,Licence,360.00",
            "2026-03-01,recurring_fee,Licence,360.00",
            "2026-04-01,recurring_fee,Licence,360.00"),
        linesOf("ahead"));
  }

  /** 15% off for 21 days of January, and no more for the last 14 of February. */
  @Test
  void aChangeThatIsKnownAfterTheStartWasBilledIsPaidTheSameWay() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-02-01,recurring_credit,Licence: 10 at 25.5 from 2026-01-11,-30.48",
            "2026-02-01,recurring_fee,Licence,255.00",
            "2026-03-01,recurring_debit,Licence: 10 at 30 from 2026-02-15,22.50",
            "2026-03-01,recurring_fee,Licence,300.00",
            "2026-04-01,recurring_fee,Licence,300.00"),
        linesOf("late"));
    assertEquals(List.of(), findings("late"));
  }

  /**
   * Twelve from the first day on were to be billed at the start; the three more from the 20th are.
   */
  @Test
  void whatHoldsSinceTheFirstDayIsADifferenceAndWhatChangesLaterIsPaid() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-02-01,recurring_debit,Licence: 15 at 30 from 2026-01-20,34.84",
            "2026-02-01,recurring_fee,Licence,450.00"),
        linesOf("backdated").subList(0, 3));
    assertEquals(
        List.of(
            "billed_otherwise,2026-01-01 to 2026-02-01 was invoiced for 300.00 USD at 2026-01-01 by plan"
                + " ahead; by plan ahead it would be 360.00 USD now; and the difference of 60.00 USD is"
                + " reported; not billed"),
        findings("backdated"));
  }

  /** One more for 45 of 90 days, with the month in which the three months end. */
  @Test
  void aFeeForSeveralPeriodsHasItsChangesAtTheEndOfItsTime() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence: 2026-01-01 to 2026-04-01,90.00",
            "2026-04-01,recurring_debit,Licence: 2026-01-01 to 2026-04-01 2 at 90 from 2026-02-15,45.00",
            "2026-04-01,recurring_fee,Licence: 2026-04-01 to 2026-07-01,180.00"),
        linesOf("quarter"));
  }

  /** 11 days of 300 are given back; two more licences were paid for six days; 720 for 11 days. */
  @Test
  void aPlanChangeEndsWhatIsLeftToPayOfAChange() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-01-21,recurring_debit,Licence: 12 at 30 from 2026-01-15,11.61",
            "2026-01-21,unused_time,Licence: unused 2026-01-21 to 2026-02-01,-106.45",
            "2026-01-21,recurring_fee,Licence: quantity 12,255.48",
            "2026-02-01,recurring_fee,Licence,720.00"),
        linesOf("changed").subList(0, 5));
  }

  @Test
  void aChangePaysForNoDayAfterTheEnd() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-01-25,recurring_debit,Licence: 12 at 30 from 2026-01-15,19.35",
            "2026-01-25,unused_time,Licence: unused 2026-01-25 to 2026-02-01,-67.74"),
        linesOf("ended"));
  }

  /**
   * Two licences for five days, and five seats for ten; the twelve days after them were given back.
   */
  @Test
  void whoEndsAndGoesOnPaysAChangeForEachDayOnce() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-01-20,recurring_debit,Licence: 12 at 30 from 2026-01-15,9.68",
            "2026-01-20,unused_time,Licence: unused 2026-01-20 to 2026-02-01,-116.13",
            "2026-02-01,recurring_fee,Licence,360.00"),
        linesOf("back").subList(0, 4));
    assertEquals(
        List.of(
            "2026-01-01,counter_running_total,Seats: 15 from 2026-01-01,150.00",
            "2026-01-20,counter_debit,Seats: 20 from 2026-01-10,16.13",
            "2026-01-20,unused_time,Seats: unused 2026-01-20 to 2026-02-01,-58.06",
            "2026-02-01,counter_running_total,Seats: 20 from 2026-02-01,200.00"),
        linesOf("back-seats").subList(0, 4));
  }

  /** 10% and the minimum count what was billed at the start and its change. */
  @Test
  void whatDependsOnAFeeSeesItsChanges() {
    assertEquals(
        List.of(
            "2026-01-01,recurring_fee,Licence,300.00",
            "2026-02-01,recurring_debit,Licence: 12 at 30 from 2026-01-15,32.90",
            "2026-02-01,recurring_fee,Licence,360.00",
            "2026-02-01,composite,Support,33.29",
            "2026-02-01,plan_minimum,Plan minimum,33.81",
            "2026-03-01,recurring_fee,Licence,360.00",
            "2026-03-01,composite,Support,36.00",
            "2026-03-01,plan_minimum,Plan minimum,4.00"),
        linesOf("together").subList(0, 8));
  }

  /** 15 at 10, less a fifth for 21 days. */
  @Test
  void thePriceOfACounterChangesLikeItsQuantity() {
    assertEquals(
        List.of(
            "2026-02-01,counter_running_total,Seats: 15 from 2026-01-01,150.00",
            "2026-02-01,counter_credit,Seats: 15 from 2026-01-11,-20.32",
            "2026-03-01,counter_running_total,Seats: 15 from 2026-02-01,120.00"),
        linesOf("seats").subList(0, 3));
    assertEquals(
        List.of(
            "2026-01-01,counter_running_total,Seats: 15 from 2026-01-01,150.00",
            "2026-02-01,counter_credit,Seats: 15 from 2026-01-11,-20.32",
            "2026-02-01,counter_running_total,Seats: 15 from 2026-02-01,120.00"),
        linesOf("seats-ahead").subList(0, 3));
  }

  @Test
  void whatFallsDueOnceCostsWhatHoldsThen() {
    assertEquals(
        List.of("2026-01-01,one_time_fee,Setup,100.00", "2026-02-01,one_time_fee,Training,80.00"),
        linesOf("once"));
  }

  /**
   * All but what was to be billed at the start, and what an earlier end would have changed there.
   */
  @Test
  void atOnceIsBilledWhatNightByNightIs() {
    TestLake atOnce = TestLake.at(Scratch.directory("changes-inside-at-once"));
    for (String command :
        List.of(
            "catalog apply --catalog catalog.yaml",
            "accounts import accounts",
            "accounts import late")) {
      String[] words = command.split(" ", -1);
      words[words.length - 1] = SCENARIO.file(words[words.length - 1]);
      atOnce.run(words).done();
    }
    atOnce.nightly("2026-04-01").done();

    String same = "account_id NOT IN ('backdated', 'changed', 'ended', 'back', 'back-seats')";
    assertEquals(lake.rows(LINES.formatted(same)), atOnce.rows(LINES.formatted(same)));
  }

  private static List<String> linesOf(String account) {
    return lake.rows(LINES.formatted("account_id = '" + account + "'"));
  }

  private static List<String> findings(String account) {
    return lake.rows(
        "SELECT issue, replace(message, ',', ';') FROM billing_issues WHERE account_id = '%s'"
            .formatted(account));
  }
}
