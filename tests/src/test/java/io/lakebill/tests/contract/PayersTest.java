package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Accounts that pay for others. January is billed, then France pays for itself, then February is
 * billed.
 */
@ExtendWith(SparkExtension.class)
class PayersTest {

  private static final Scenario SCENARIO = Scenario.named("payers");

  private static final String INVOICES =
      """
      SELECT account_id, billing_date, subtotal, paid_by_credits, amount_due
      FROM invoices ORDER BY account_id, billing_date
      """;

  private static TestLake lake;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("payers"));
    lake.nightOver(SCENARIO.folder(), "2026-02-01");
    lake.run("accounts", "import", SCENARIO.file("february")).done();
    lake.nightly("2026-03-01").done();
  }

  /**
   * Group pays 10 of its own, 30 of the UK and 40 of France, 50 of it with its credits; Holding,
   * which buys nothing itself, has a minimum of 100. What France was granted pays only what it is
   * invoiced itself.
   */
  @Test
  void oneInvoiceHasWhatAnAccountPaysForOthers() {
    assertEquals(
        List.of(
            "fr,2026-03-01,25.00,15.00,10.00",
            "group,2026-02-01,80.00,50.00,30.00",
            "group,2026-03-01,25.00,0.00,25.00",
            "holding,2026-02-01,100.00,0.00,100.00",
            "holding,2026-03-01,120.00,0.00,120.00"),
        lake.rows(INVOICES));
  }

  @Test
  void linesSayWhoseTheyAre() {
    assertEquals(
        List.of(
            "group,fr,sub-fr,calls (fr): units,40.00",
            "group,group,sub-group,calls: units,10.00",
            "group,uk,sub-uk,calls (uk): units,30.00",
            "holding,branch,sub-branch,calls (branch): units,60.00",
            "holding,null,null,Invoice minimum,40.00"),
        lake.rows(
            """
            SELECT account_id, charged_account_id, subscription_id, description, amount
            FROM invoice_lines WHERE billing_date = DATE '2026-02-01'
            ORDER BY account_id, line_number
            """));
    assertEquals(
        List.of("fr,fr", "group,group", "uk,uk"),
        lake.rows(
            """
            SELECT DISTINCT account_id, substr(subscription_id, 5) FROM charges
            WHERE subscription_id IN ('sub-fr', 'sub-group', 'sub-uk') ORDER BY ALL
            """));
  }

  @Test
  void whatIsHeldStaysOpenOfAllThatAreOnTheInvoice() {
    assertEquals(
        List.of("owner,2026-02-01,5.00,held"),
        lake.rows(
            """
            SELECT account_id, billing_date, total, state FROM draft_invoices
            WHERE billing_date = DATE '2026-02-01'
            """));
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id, period_start FROM finalized_periods
            WHERE account_id IN ('owner', 'blocked') AND timing = 'arrears'
              AND period_start = DATE '2026-01-01'
            """));
  }

  @Test
  void oneNightAfterwardsBillsTheSameOfThoseWhosePayerStays() {
    TestLake atOnce = TestLake.at(Scratch.directory("payers-at-once"));
    atOnce.nightOver(SCENARIO.folder(), "2026-03-01");

    assertEquals(ofHolding(lake.rows(INVOICES)), ofHolding(atOnce.rows(INVOICES)));
  }

  @Test
  void whoCannotPayIsListedAndNothingIsImported() {
    Path accounts =
        write(
            """
            account_id,name,paid_by,currency
            self,Self,self,
            one,One,two,
            two,Two,one,
            lost,Lost,nobody,
            chained,Chained,uk,
            franc,Franc,group,CHF
            """);
    Map<String, Long> before = lake.versions();

    Outcome outcome = lake.run("accounts", "import", accounts.toString());

    assertEquals(65, outcome.exitCode());
    for (String problem :
        List.of(
            ":2: accounts/self/paid_by: account 'self' would be paid by itself",
            ":3: accounts/one/paid_by: account 'one' would be paid by itself",
            ":4: accounts/two/paid_by: account 'two' would be paid by itself",
            ":5: accounts/lost/paid_by: unknown account 'nobody'; known: blocked,",
            ":6: accounts/chained/paid_by: account 'uk' is itself paid by 'group'; name that one",
            ":7: accounts/franc/paid_by: account 'group' buys in USD, not in CHF")) {
      assertTrue(outcome.err().contains(accounts + problem), outcome.err());
    }
    assertEquals(before, lake.versions());
  }

  private static List<String> ofHolding(List<String> rows) {
    return rows.stream().filter(row -> row.startsWith("holding")).toList();
  }

  private static Path write(String text) {
    try {
      Path directory = Files.createDirectories(Scratch.directory("payers-wrong"));
      return Files.writeString(directory.resolve("accounts.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
