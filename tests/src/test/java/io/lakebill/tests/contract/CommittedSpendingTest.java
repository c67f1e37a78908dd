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
 * What accounts owe to commitments, an account per case. January is billed, a commitment of January
 * comes to be known, then February is billed, twice.
 */
@ExtendWith(SparkExtension.class)
class CommittedSpendingTest {

  private static final Scenario SCENARIO = Scenario.named("commitments");

  private static final String INVOICES =
      """
      SELECT account_id, billing_date, subtotal, tax, paid_by_credits, amount_due
      FROM invoices ORDER BY account_id, billing_date, sequence
      """;

  private static TestLake lake;

  private static Map<String, Long> once;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("commitments"));
    lake.nightOver(SCENARIO.folder(), "2026-02-01");
    lake.run("accounts", "import", SCENARIO.file("late")).done();
    lake.nightly("2026-03-01").done();
    once = lake.versions();
    lake.nightly("2026-03-01").done();
  }

  /**
   * Yearly has spent 9,500 of 12,000; scoped 550 of 1,000 on its product; taxed 200 of 500, of
   * which 19% are tax; gone 40 of 100, after its last invoice; late 50 of 80, which came to be
   * known after January was billed.
   */
  @Test
  void whatIsMissingIsBilledOnce() {
    assertEquals(
        List.of(
            "gone,2026-02-01,40.00,0.00,0.00,40.00",
            "gone,2026-02-20,60.00,11.40,0.00,71.40",
            "late,2026-02-01,50.00,0.00,0.00,50.00",
            "late,2026-02-01,30.00,5.70,0.00,35.70",
            "late,2026-03-01,30.00,0.00,0.00,30.00",
            "prepaid,2026-02-01,3400.00,0.00,1500.00,1900.00",
            "prepaid,2026-03-01,700.00,0.00,500.00,200.00",
            "scoped,2026-02-01,1200.00,0.00,0.00,1200.00",
            "scoped,2026-03-01,700.00,0.00,0.00,700.00",
            "taxed,2026-02-01,100.00,19.00,0.00,119.00",
            "taxed,2026-03-01,400.00,76.00,0.00,476.00",
            "yearly,2026-02-01,5000.00,0.00,0.00,5000.00",
            "yearly,2026-03-01,7000.00,0.00,0.00,7000.00"),
        lake.rows(INVOICES));
  }

  @Test
  void whoseTaxNothingSaysIsHeldAlone() {
    assertEquals(
        List.of(
            "unsaid,2026-02-20,commitment c-unsaid: no charge on its invoice says how it is taxed;"
                + " name its tax"),
        lake.rows(
            """
            SELECT account_id, billing_date, held_reason FROM draft_invoices
            WHERE state = 'held' ORDER BY account_id
            """));
  }

  @Test
  void aNightAgainWritesNothing() {
    assertEquals(once, lake.versions());
  }

  @Test
  void linesSayWhichCommitmentTheyAreOf() {
    assertEquals(
        List.of(
            "c-gone,true_up,Commitment c-gone: true-up to 100 USD,2026-01-01,2026-02-20,60.00",
            "c-late,true_up,Commitment c-late: true-up to 80 USD,2026-01-01,2026-02-01,30.00",
            "c-prepaid,commitment_fee,Commitment c-prepaid,2026-01-01,2027-01-01,1800.00",
            "c-scoped,true_up,Commitment c-scoped: true-up to 1000 USD,2026-01-01,2026-03-01,450.00",
            "c-taxed,true_up,Commitment c-taxed: true-up to 500 EUR,2026-01-01,2026-03-01,300.00",
            "c-yearly,true_up,Commitment c-yearly: true-up to 12000 USD,2026-01-01,2026-03-01,2500.00"),
        lake.rows(
            """
            SELECT charge_id, line_type, description, period_start, period_end, amount
            FROM invoice_lines WHERE charge_type = 'commitment' ORDER BY charge_id
            """));
  }

  @Test
  void whatIsLeftOfAPrepaidOneIsInTheLedger() {
    assertEquals(
        List.of("c-prepaid,prepaid,0.00"),
        lake.rows(
            """
            SELECT credit_grant_id, account_id, sum(amount) FROM credit_ledger
            WHERE ledger_account = 'available' GROUP BY ALL
            """));
  }

  @Test
  void oneNightAfterwardsBillsTheSameOfThoseThatWereKnown() {
    TestLake atOnce = TestLake.at(Scratch.directory("commitments-at-once"));
    atOnce.nightOver(SCENARIO.folder(), "2026-03-01");

    assertEquals(withoutLate(lake.rows(INVOICES)), withoutLate(atOnce.rows(INVOICES)));
  }

  private static List<String> withoutLate(List<String> rows) {
    return rows.stream().filter(row -> !row.startsWith("late")).toList();
  }
}
