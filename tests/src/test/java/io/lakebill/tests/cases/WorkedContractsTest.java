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
 * The worked cases that depend on contracts, an account each, through one night: adjustments,
 * quantities, composites, units of the seller's own, ramps, trials, fees that come back every third
 * period. The cases of credits and invoice minimums are in {@code CreditsTest}.
 */
@ExtendWith(SparkExtension.class)
class WorkedContractsTest {

  private static final Scenario SCENARIO = Scenario.named("worked-contracts");

  private static TestLake lake;

  @BeforeAll
  static void runTheNight() {
    lake = TestLake.at(Scratch.directory("worked-contracts"));
    lake.nightOver(SCENARIO.folder(), "2026-04-01", "--most-due", "100");
  }

  @Test
  void invoicesWhatTheDocumentsSay() {
    assertEquals(
        String.join("\n", SCENARIO.expected("expected.csv")),
        String.join(
            "\n",
            lake.rows(
                """
                SELECT account_id, billing_date, charge_id, line_type, unit_amount, amount
                FROM invoice_lines ORDER BY account_id, billing_date, charge_id
                """)));
  }

  @Test
  void holdsNothing() {
    assertEquals(
        List.of(), lake.rows("SELECT account_id FROM draft_invoices WHERE state = 'held'"));
  }
}
