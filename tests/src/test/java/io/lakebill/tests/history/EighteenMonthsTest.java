package io.lakebill.tests.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Eighteen months of a company that has all that a contract may have: billed in the third, ninth
 * and last month, with what was known by then, they are in every table what one night afterwards
 * makes of them. Takes four nights, so over 20 s; {@link NightByNightTest} has a night a month.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class EighteenMonthsTest {

  private static final String BY_CHARGE =
      """
      SELECT charge_id, sum(amount) FROM invoice_lines
      WHERE account_id = 'acme' AND billing_date = DATE '%s'
      GROUP BY charge_id HAVING sum(amount) <> 0 ORDER BY charge_id
      """;

  private static final String TOTALS =
      """
      SELECT billing_date, subtotal, discount, tax, paid_by_credits, amount_due FROM invoices
      WHERE number LIKE '%s-%%' AND billing_date IN (%s) ORDER BY billing_date
      """;

  private static TestLake lake;

  @BeforeAll
  static void runTheNights() {
    lake = EighteenMonths.begun().nights("2025-04-01", "2025-10-01", "2026-07-04").lake();
  }

  @Test
  void nightsThatAreLeftOutChangeNothing() {
    BilledAlike.assertSame(EighteenMonths.AT_ONCE.get(), lake);
  }

  @Test
  void nothingIsHeldAndNothingIsFoundButEventsOfNobody() {
    assertEquals(List.of(), lake.rows("SELECT * FROM draft_invoices WHERE state = 'held'"));
    assertEquals(
        List.of("unmatched_events"), lake.rows("SELECT DISTINCT issue FROM billing_issues"));
  }

  @Test
  void allThatAContractMayHaveIsThere() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "usage",
                "recurring_fee",
                "recurring_debit",
                "one_time_fee",
                "counter_running_total",
                "counter_debit",
                "counter_credit",
                "composite",
                "overage",
                "plan_minimum",
                "invoice_minimum",
                "commitment_fee",
                "true_up")),
        new TreeSet<>(lake.rows("SELECT DISTINCT line_type FROM invoice_lines")));
    assertEquals(
        new TreeSet<>(Set.of("grant", "burn", "expire", "transfer", "void")),
        new TreeSet<>(lake.rows("SELECT DISTINCT entry FROM credit_ledger")));
    assertEquals(
        List.of("traffic"),
        lake.rows("SELECT DISTINCT charge_id FROM usage WHERE segment_start > period_start"));
  }

  /**
   * The trial ends on 24 January. The first ramp's platform is 29 x 8/31, support for three months
   * 300 x 67/90, four seats 48 x 8/31: 7.48 + 223.33 + 12.39 = 243.20. The welcome takes 100 off,
   * and 19% of the rest are 27.21.
   */
  @Test
  void whenTheTrialEndsFeesAreDueInAdvance() {
    assertEquals(List.of("2025-01-24,243.20,100.00,27.21,0.00,170.41"), totals("EU", "2025-01-24"));
  }

  /**
   * January from the 10th, and February in advance: platform 29, seats 48. Of the month's usage:
   * traffic, ramped, 133 x 0.10; storage 60 x 0.20 + 2; calls 10 x 0.50 + 8 x 0.25 + 2; peaks (30 +
   * 60) x 0.01; standing 30 for 192 hours and 60 for 275, at 0.0001; three jobs are one package;
   * three projects; the longest job less the shortest, 30 x 0.10; tokens 3734 are 4 thousand, less
   * 2, at 0.70; models 1.234 and 1.5 + 0.5; payments 1 + 3.25 + 8; cards, of which the first is
   * free, 1.60 + 6.105; volume 1.5 + 0.941 + 0.50; voice 5 x 0.15; stock 6 x 0.03. Fees for 8 of 31
   * days, care 20, licences 20 and a device 3; extra is a tenth of 7.48 and 5.16; on call three
   * days of a week of 7. The 25 CCU are paid by credits.
   */
  @Test
  void theFirstMonthIsAddedUpByHand() {
    assertEquals(
        List.of(
            "calls,9.00",
            "cards,7.71",
            "care,5.16",
            "devices,0.77",
            "extra,1.26",
            "jobs,6.00",
            "licences,5.16",
            "longest,3.00",
            "models,3.23",
            "passed_on,12.34",
            "payments,12.25",
            "peaks,0.90",
            "platform,29.00",
            "projects,8.00",
            "seats,48.00",
            "setup,250.00",
            "standing,2.23",
            "stock,0.18",
            "storage,14.00",
            "tokens,1.40",
            "traffic,13.30",
            "voice,0.75",
            "volume,2.94",
            "weeks,3.00"),
        lake.rows(BY_CHARGE.formatted("2025-02-01")));
    // 19% of 439.58
    assertEquals(List.of("2025-02-01,439.58,0.00,83.52,0.00,523.10"), totals("EU", "2025-02-01"));
  }

  /**
   * April to June 2026 on the quarterly plan. Traffic is 222 before the price of 10 May and 660 in
   * all: 100 x 0.50 + 122 x 0.30, and what 438 more cost by the new tiers, (90 + 460 x 0.25) - (90
   * + 22 x 0.25). Standing: 74, 60, 75, 62, 76, 64 and 77 for 278, 192, 528, 192, 552, 192 and 250
   * hours. Jobs: 14 after the free one, 4 packages. Tokens: 10 thousand are over the cap of 4.
   * Cards: 2291.50 at 1% and eight fees. Voice is overridden, 0.12 + 0.02. Of 123 CCU none is paid
   * by credits that are void from April on; they cost 0.50. Thirteen weeks end in the quarter. Care
   * counts twice. Three seats more for 45 of 91 days are 44.51, and nine of the next quarter 270;
   * platform is three times 900.
   */
  @Test
  void theLastQuarterIsAddedUpByHand() {
    assertEquals(
        List.of(
            "CCU_overage,61.50",
            "calls,27.00",
            "cards,23.72",
            "care,180.00",
            "devices,3.00",
            "jobs,24.00",
            "licences,50.00",
            "longest,5.00",
            "models,7.10",
            "passed_on,37.02",
            "payments,36.75",
            "peaks,3.00",
            "platform,2700.00",
            "projects,8.00",
            "robots,5.00",
            "seats,314.51",
            "standing,15.71",
            "stock,3.24",
            "storage,17.40",
            "tokens,4.00",
            "traffic,196.10",
            "voice,2.10",
            "volume,6.02",
            "weeks,91.00"),
        lake.rows(BY_CHARGE.formatted("2026-07-01")));
    // 21% of 3821.17
    assertEquals(
        List.of("2026-07-01,3821.17,0.00,802.45,0.00,4623.62"), totals("EU", "2026-07-01"));
  }

  /**
   * Reporting begins on 15 March with 31 USD, at 0.90 EUR and 7% tax. In the first month it has
   * three reports, 5.40 EUR, and 27.90 in advance; the invoice's minimum is 60. It ends on 20
   * November, by when a dollar is 0.80: 5.17 USD for five of thirty days and three reports, and
   * then two reports more, each less than 60.
   */
  @Test
  void whatIsCancelledEndsWithItsLastDay() {
    assertEquals(
        List.of(
            "2025-03-15,27.90,0.00,1.95,0.00,29.85",
            "2025-04-15,60.00,0.00,4.20,0.00,64.20",
            "2025-11-15,60.00,0.00,4.20,0.00,64.20",
            "2025-11-20,60.00,0.00,4.20,0.00,64.20"),
        totals("EU", "2025-03-15", "2025-04-15", "2025-11-15", "2025-11-20"));
    assertEquals(
        List.of("2025-11-15,fee,4.14", "2025-11-15,reports,4.80", "2025-11-20,reports,3.20"),
        lake.rows(
            """
            SELECT billing_date, charge_id, amount FROM invoice_lines
            WHERE subscription_id = 'reporting' AND billing_date > DATE '2025-11-01'
            ORDER BY ALL
            """));
  }

  /**
   * A fortnight in yen, without tax. Of the first one's tills, 10 x 1.40 USD, three days are a
   * trial; 3% of 1,000 are 30 USD, and the gift takes 5,000 JPY off 150 x 41. Then 3% of 2,010, and
   * 14. From October on a dollar is 140.5 JPY. On 24 December there are 20 tills more, for 10 of 14
   * days.
   */
  @Test
  void theBranchIsBilledInItsOwnCurrency() {
    assertEquals(
        List.of(
            "2025-02-15,6150.00,5000.00,0.00,0.00,1150.00",
            "2025-03-01,11145.00,0.00,0.00,0.00,11145.00",
            "2025-10-11,6182.00,0.00,0.00,0.00,6182.00",
            "2026-01-03,4777.00,0.00,0.00,0.00,4777.00"),
        totals("JP", "2025-02-15", "2025-03-01", "2025-10-11", "2026-01-03"));
  }

  /** What is earned in its year comes to the 9,000 that were promised; fees of the other do not. */
  @Test
  void theCommitmentOfTheYearIsKept() {
    assertEquals(
        "9000.00",
        lake.value(
            """
            SELECT sum(amount) FROM invoice_lines
            WHERE account_id = 'acme' AND line_type <> 'commitment_fee'
              AND CASE WHEN period_end > billing_date THEN billing_date
                ELSE date_sub(billing_date, 1) END
                BETWEEN DATE '2025-03-01' AND DATE '2026-02-28'
            """));
  }

  /**
   * Of 100 CCU 25, 26 and 27 are burned in the first months and 22 in April, of whose 28 six are
   * overage. Of 15 a month that roll over nothing is ever left.
   */
  @Test
  void whatIsLeftOfUnitsIsOverage() {
    assertEquals(
        List.of(
            "2025-05-01,6,3.00",
            "2025-06-01,29,14.50",
            "2025-07-01,30,15.00",
            "2025-08-01,31,15.50",
            "2025-09-01,32,16.00",
            "2025-10-01,33,16.50",
            "2025-11-01,19,9.50",
            "2025-12-01,20,10.00",
            "2026-01-01,21,10.50",
            "2026-02-01,22,11.00",
            "2026-03-01,23,11.50",
            "2026-04-01,24,12.00",
            "2026-07-01,123,61.50"),
        lake.rows(
            """
            SELECT billing_date, quantity, amount FROM invoice_lines
            WHERE line_type = 'overage' ORDER BY billing_date
            """));
  }

  private static List<String> totals(String series, String... billingDates) {
    return lake.rows(
        TOTALS.formatted(series, "DATE '" + String.join("', DATE '", billingDates) + "'"));
  }
}
