package io.lakebill.tests.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases whose result the product documents state, all in one lake: an account per case and
 * quantity. Three nights, because one of the cases is about what does not come back.
 */
@ExtendWith(SparkExtension.class)
class WorkedCasesTest {

  private static final Scenario SCENARIO = Scenario.named("worked-cases");

  private static TestLake lake;
  private static Map<String, String> charges;
  private static Outcome draftSubscription;
  private static Map<String, Long> versionsBefore;
  private static Map<String, Long> versionsAfter;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("worked-cases"));
    lake.nightOver(SCENARIO.folder(), "2026-10-01");
    charges =
        lake
            .rows(
                """
                SELECT account_id, charge_id, quantity, exact_amount, amount
                FROM charges
                WHERE billing_date = DATE '2026-10-01'
                """)
            .stream()
            .collect(Collectors.toMap(WorkedCasesTest::caseOf, Function.identity()));
    versionsBefore = lake.versions();
    draftSubscription =
        lake.run("accounts", "import", Scenario.named("draft-plan").file("subscriptions.csv"));
    versionsAfter = lake.versions();
    lake.nightly("2026-11-01").done();
    lake.nightly("2026-12-01").done();
  }

  static List<String> expected() {
    return SCENARIO.expected("expected.csv");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expected")
  void chargesWhatTheDocumentSays(String expected) {
    assertEquals(expected, charges.get(caseOf(expected)));
  }

  @Test
  void hasNoChargeThatNoCaseExpects() {
    assertEquals(expected().size(), charges.size());
  }

  @Test
  void invoicesEveryCaseWithTheSumOfItsCharges() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT i.account_id, i.total, c.amount
            FROM (SELECT account_id, sum(total) AS total FROM invoices GROUP BY account_id) i
            FULL JOIN (SELECT account_id, sum(amount) AS amount FROM charges GROUP BY account_id) c
              ON c.account_id = i.account_id
            WHERE NOT (i.total <=> c.amount)
            """));
  }

  @Test
  void sd01CountsPackages() {
    assertEquals(
        List.of(
            "SD01-10,1,50,50.00",
            "SD01-11,2,50,100.00",
            "SD01-20,2,50,100.00",
            "SD01-21,3,50,150.00"),
        lake.rows(
            """
            SELECT account_id, quantity, unit_amount, amount FROM invoice_lines
            WHERE account_id LIKE 'SD01%' ORDER BY account_id
            """));
  }

  @Test
  void everyLineIsItsQuantityTimesItsUnitAmount() {
    List<String> lines =
        lake.rows(
            """
            SELECT quantity, unit_amount, exact_amount FROM invoice_lines
            UNION ALL SELECT quantity, unit_amount, exact_amount FROM draft_invoice_lines
            """);

    assertTrue(lines.size() > expected().size(), lines::toString);
    for (String line : lines) {
      String[] numbers = line.split(",", -1);
      assertEquals(
          0,
          new BigDecimal(numbers[0])
              .multiply(new BigDecimal(numbers[1]))
              .compareTo(new BigDecimal(numbers[2])),
          line);
    }
  }

  @Test
  void linesFollowTheOrderOfThePlansCharges() {
    assertEquals(
        List.of("fee", "included", "included", "least", "least", "stairs", "standing"),
        lake.rows(
                """
                SELECT charge_id FROM invoice_lines
                WHERE account_id = 'TERMS' AND billing_date = DATE '2026-10-01' ORDER BY line_number
                """)
            .subList(0, 7));
  }

  @Test
  void aFeeForThreePeriodsSaysAllOfThem() {
    assertEquals(
        List.of(
            "2026-09-01,At once: 2026-09-01 to 2026-12-01,2026-09-01,2026-12-01",
            "2026-12-01,Later: 2026-09-01 to 2026-12-01,2026-09-01,2026-12-01",
            "2026-12-01,At once: 2026-12-01 to 2027-03-01,2026-12-01,2027-03-01"),
        lake.rows(
            """
            SELECT billing_date, description, period_start, period_end FROM invoice_lines
            WHERE account_id = 'EVERY3' ORDER BY billing_date, line_number
            """));
  }

  @Test
  void sd27BillsSeatsAndReportsAsTwoComponents() {
    assertEquals("726.00", total("SD27"));
    assertEquals(
        List.of("reports,26.00", "seats,700.00"),
        lake.rows(
            "SELECT charge_id, amount FROM invoice_lines WHERE account_id = 'SD27' ORDER BY"
                + " charge_id"));
  }

  @Test
  void sd30ShowsEveryCellOfTheMatrix() {
    assertEquals(
        List.of("1000,0.002,2.00", "300,0.001,0.30", "50,0,0.00"),
        lake.rows(
            """
            SELECT quantity, unit_amount, amount
            FROM invoice_lines
            WHERE account_id = 'SD30'
            ORDER BY quantity DESC
            """));
  }

  @Test
  void sd24CountsTheSecondCopyAsADuplicate() {
    assertEquals("1", lake.value("SELECT sum(duplicates) FROM landings"));
  }

  @Test
  void sd33InvoicesAOneTimePriceWithTheFirstPeriodOnly() {
    assertEquals(
        List.of("2026-10-01,250.00"),
        lake.rows("SELECT billing_date, total FROM invoices WHERE account_id = 'SD33'"));
    assertEquals(
        "3",
        lake.value(
            "SELECT count(*) FROM finalized_periods"
                + " WHERE subscription_id = 'sub-SD33' AND timing = 'arrears'"));
  }

  @Test
  void sd34RefusesASubscriptionToADraftPlanAndWritesNothing() {
    assertEquals(65, draftSubscription.exitCode());
    assertTrue(
        draftSubscription
            .err()
            .contains("plan 'drafted' is a draft and cannot be subscribed; activate it first"),
        draftSubscription.err());
    assertEquals(versionsBefore, versionsAfter);
  }

  private static String total(String account) {
    return lake.value("SELECT sum(total) FROM invoices WHERE account_id = '" + account + "'");
  }

  /** Account and charge, which tell the cases apart. */
  private static String caseOf(String row) {
    String[] values = row.split(",", -1);
    return values[0] + "/" + values[1];
  }
}
