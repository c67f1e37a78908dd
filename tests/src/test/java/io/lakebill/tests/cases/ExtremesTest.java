package io.lakebill.tests.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What no invoice can hold, or should not be one, each in an account of its own beside plain ones:
 * a night in the middle of January, the one that bills it, and one after more of it came late.
 */
@ExtendWith(SparkExtension.class)
class ExtremesTest {

  private static final Scenario SCENARIO = Scenario.named("extremes");

  private static final String WAITING =
      """
      SELECT account_id, state, total, held_reason FROM draft_invoices
      WHERE billing_date = DATE '2026-02-01' AND held_reason IS NOT NULL
        AND account_id <> 'centuries'
      ORDER BY account_id
      """;

  private static final String ISSUES =
      """
      SELECT issue, account_id, subject, charge_id, findings, events, quantity, message
      FROM billing_issues ORDER BY ALL
      """;

  private static TestLake lake;
  private static List<String> heldMidMonth;
  private static List<String> heldAtTheEnd;
  private static List<String> issuesAtTheEnd;
  private static String centuriesAtTheEnd;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("extremes"));
    lake.nightOver(SCENARIO.folder(), "2026-01-15");
    heldMidMonth = lake.rows(WAITING);
    lake.nightly("2026-02-01").done();
    heldAtTheEnd = lake.rows(WAITING);
    issuesAtTheEnd = lake.rows(ISSUES);
    centuriesAtTheEnd = centuries();
    lake.run("land", "--source", SCENARIO.file("source.yaml"), SCENARIO.file("february/late.jsonl"))
        .done();
    lake.nightly("2026-02-02", "--most-due", "133").done();
  }

  @Test
  void whatDoesNotFitHoldsItsOwnInvoiceOnly() {
    assertEquals(
        List.of(
            "capped,held,0.00,sub-capped: unit amount 18446744073709551614999950 has more than 20"
                + " digits before the point",
            "cheap,held,0.00,sub-cheap: it comes to 184467440737095516.15 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "compute,held,0.00,sub-compute: amounts in CCU have 6 decimals, and no more than 4 can be"
                + " billed",
            "dear,held,0.00,sub-dear: it comes to 18446744073709551615000000.00 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "too_much,held,0.00,sub-too_much: it comes to 92233720368547758.08 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "two_fees,held,92233720368547758.08,its total is more than can be invoiced"),
        heldMidMonth);
    assertEquals(heldMidMonth, heldAtTheEnd);
  }

  @Test
  void theOthersAreBilled() {
    assertEquals(
        List.of(
            "ended,2.50",
            "huge1,60.00",
            "huge2,60.00",
            "issued_zero,0.00",
            "most,92233720368547758.07",
            "negative,-6.25",
            "plain,5.00",
            "plain2,10.00",
            "stored,5.50"),
        lake.rows(
            """
            SELECT account_id, total FROM invoices WHERE account_id <> 'centuries'
            ORDER BY account_id
            """));
    assertEquals(
        "9223372036854775807",
        lake.value("SELECT amount_minor FROM payment_export WHERE account_id = 'most'"));
  }

  @Test
  void tellsAccountChargeAndAmountOfWhatIsHeld() {
    assertEquals(
        List.of(
            "held_charge,capped,units,unit amount 18446744073709551614999950 has more than 20 digits"
                + " before the point",
            "held_charge,cheap,units,it comes to 184467440737095516.15 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "held_charge,compute,units,amounts in CCU have 6 decimals, and no more than 4 can be billed",
            "held_charge,dear,units,it comes to 18446744073709551615000000.00 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "held_charge,too_much,fee,it comes to 92233720368547758.08 USD, and no more than"
                + " 92233720368547758.07 USD can be invoiced",
            "invoice_too_large,two_fees,null,the invoice of 2026-02-01 comes to 92233720368547758.08 USD;"
                + " no more than 92233720368547758.07 can be invoiced at once",
            "invoice_too_large,two_fees,null,the invoice of 2026-03-01 comes to 92233720368547758.08 USD;"
                + " no more than 92233720368547758.07 can be invoiced at once",
            "many_invoices_due,centuries,null,133 invoices are due at once, of billing dates from"
                + " 2015-02-01 to 2026-02-01; correct the start of its subscriptions, or let them pass"
                + " with --most-due 133 of `nightly` or `run open`"),
        issuesAtTheEnd.stream()
            .filter(row -> row.startsWith("held") || row.contains("invoice"))
            .map(row -> row.split(",", 8))
            .map(row -> String.join(",", row[0], row[1], row[3], row[7]))
            .toList());
  }

  @Test
  void addsUpMoreThanAQuantityHolds() {
    assertEquals(
        "120000000000000000000.000000000000000001,null,2,120.00",
        lake.value(
            """
            SELECT exact_quantity, quantity, subscriptions, amount FROM usage_stats
            WHERE plan_id = 'tiny' AND period_start = DATE '2026-01-01'
            """));
    assertEquals(
        "7,7,8.75",
        lake.value(
            """
            SELECT exact_quantity, quantity, amount FROM usage_stats
            WHERE plan_id = 'plain' AND period_start = DATE '2026-01-01'
              AND period_end = DATE '2026-02-01'
            """));
  }

  @Test
  void anAccountWithMoreInvoicesAtOnceThanAnybodyExpectsAsksFirst() {
    assertEquals(
        "133,held,133 invoices of the account are due at once; --most-due 133 lets them pass",
        centuriesAtTheEnd);
    assertEquals("133", lake.value("SELECT count(*) FROM invoices WHERE account_id = 'centuries'"));
  }

  @Test
  void anInvoiceOfNothingIsSkippedByPolicyAndItsPeriodClosed() {
    assertEquals(
        List.of("sub-issued_zero,arrears", "sub-skipped_zero,arrears"),
        lake.rows(
            """
            SELECT subscription_id, timing FROM finalized_periods
            WHERE subscription_id LIKE '%_zero' AND period_end = DATE '2026-02-01' AND timing = 'arrears'
            ORDER BY ALL
            """));
    assertEquals(
        "0", lake.value("SELECT count(*) FROM draft_invoices WHERE account_id = 'skipped_zero'"));
    assertEquals(
        List.of("issued_zero,included,1", "skipped_zero,included,1"),
        lake.rows(
            """
            SELECT account_id, state, events FROM event_counts
            WHERE account_id LIKE '%_zero' ORDER BY ALL
            """));
  }

  @Test
  void saysOfEventsThatNobodyPaysForWhatIsKnownOfTheirName() {
    assertEquals(
        List.of(
            "null,stranger,1,no subscription of 'stranger' was active; import its alias or subscription"
                + " to bill the events",
            "ahead,ahead,1,no subscription of ahead had begun; the first one begins on 2026-01-20",
            "ended,ended,1,subscription sub-ended of ended ended on 2026-01-11, before these events;"
                + " nobody pays for them unless its end is corrected or another subscription imported",
            "idle,idle,1,account idle has no subscription; import one to bill the events"),
        issuesAtTheEnd.stream()
            .filter(row -> row.startsWith("unmatched_events"))
            .map(row -> row.split(",", 8))
            .map(row -> String.join(",", row[1], row[2], row[5], row[7]))
            .toList());
  }

  @Test
  void whatWasSkippedStaysReportedWhenItsPeriodIsFinal() {
    String skipped =
        "skipped_values,stored,null,regions,3,3,null,the value is missing or not a number; the events"
            + " count for nothing";
    assertEquals(List.of(skipped), skipped(issuesAtTheEnd));
    assertEquals(List.of(skipped), skipped(lake.rows(ISSUES)));
  }

  @Test
  void saysOnceForAllCombinationsWhatBecomesOfLateEvents() {
    assertEquals(
        List.of(
            "late_events,stored,null,regions,3,4,6,arrived after the period was invoiced; its plan's"
                + " late_usage says what becomes of it",
            "late_events,stored,null,stock,1,1,5,arrived after the period was invoiced, whose invoice"
                + " stays; the meter sees history, so later periods count it",
            "late_skipped_values,stored,null,regions,1,1,null,the value is missing or not a number; the"
                + " events came late, for nothing"),
        lake.rows(ISSUES).stream().filter(row -> row.startsWith("late")).toList());
    assertEquals(
        "12,6.00",
        lake.value(
            """
            SELECT quantity, amount FROM draft_invoice_lines
            WHERE account_id = 'stored' AND charge_id = 'stock'
            """));
  }

  private static List<String> skipped(List<String> issues) {
    return issues.stream().filter(row -> row.startsWith("skipped_values")).toList();
  }

  private static String centuries() {
    return lake.value(
        """
        SELECT count(*), any_value(state), any_value(held_reason) FROM draft_invoices
        WHERE account_id = 'centuries' AND earliest_issue_date <= DATE '2026-02-01'
        """);
  }
}
