package io.lakebill.tests.contract;

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
 * What invoices owe to agreements with their account, an account per case: credits of all kinds,
 * minimums, taxes, units of the seller's own. January is billed, one grant is lowered and one given
 * to another account, then February is billed.
 */
@ExtendWith(SparkExtension.class)
class CreditsTest {

  private static final Scenario SCENARIO = Scenario.named("credits");

  private static final String TOTALS =
      """
      SELECT account_id, subtotal, discount, tax, total, paid_by_credits, amount_due
      FROM invoices WHERE billing_date = DATE '%s' ORDER BY account_id
      """;

  private static TestLake lake;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("credits"));
    lake.nightOver(SCENARIO.folder(), "2026-02-01");
    lake.run("accounts", "import", SCENARIO.file("february")).done();
    lake.nightly("2026-03-01").done();
  }

  @Test
  void creditsMinimumsAndTaxesMakeWhatIsDue() {
    assertEquals(
        List.of(
            "enough,1200.00,0.00,0.00,1200.00,0.00,1200.00",
            "expiring,30.00,0.00,0.00,30.00,30.00,0.00",
            "french,100.00,0.00,20.00,120.00,0.00,120.00",
            "gift,100.00,20.00,15.20,95.20,0.00,95.20",
            "giver,30.00,0.00,0.00,30.00,30.00,0.00",
            "lasting,30.00,0.00,0.00,30.00,30.00,0.00",
            "minimum,1000.00,0.00,0.00,1000.00,0.00,1000.00",
            "monthly,30.00,0.00,0.00,30.00,30.00,0.00",
            "paid,100.00,0.00,19.00,119.00,20.00,99.00",
            "product,20.00,0.00,0.00,20.00,10.00,10.00",
            "reverse,100.00,0.00,0.00,100.00,0.00,100.00",
            "scoped,2500.00,0.00,0.00,2500.00,2000.00,500.00",
            "units,70.00,0.00,0.00,70.00,0.00,70.00"),
        lake.rows(TOTALS.formatted("2026-02-01")));
  }

  @Test
  void februaryKnowsWhatJanuaryUsed() {
    assertEquals(
        List.of(
            "expiring,40.00,0.00,0.00,40.00,0.00,40.00",
            "french,100.00,0.00,20.50,120.50,0.00,120.50",
            "gift,100.00,0.00,19.00,119.00,0.00,119.00",
            "giver,40.00,0.00,0.00,40.00,0.00,40.00",
            "lasting,40.00,0.00,0.00,40.00,15.00,25.00",
            "monthly,150.00,0.00,0.00,150.00,135.00,15.00",
            "taker,25.00,0.00,0.00,25.00,25.00,0.00"),
        lake.rows(TOTALS.formatted("2026-03-01")).stream()
            .filter(row -> row.matches("(expiring|french|gift|giver|lasting|monthly|taker),.*"))
            .toList());
  }

  @Test
  void whatNoCreditPaysOfAUnitIsOverage() {
    assertEquals(
        List.of("fee,recurring_fee,1,20,20.00", "CCU_overage,overage,500,0.1,50.00"),
        lake.rows(
            """
            SELECT charge_id, line_type, quantity, unit_amount, amount FROM invoice_lines
            WHERE account_id = 'units' AND billing_date = DATE '2026-02-01' ORDER BY line_number
            """));
  }

  @Test
  void theLedgerSaysWhatBecameOfEveryGrant() {
    assertEquals(
        List.of(
            "g-expiring,expiring,grant,100.00,null",
            "g-expiring,expiring,burn,-30.00,database",
            "g-expiring,expiring,expire,-70.00,null",
            "g-given,giver,grant,100.00,null",
            "g-given,giver,burn,-30.00,database",
            "g-given,giver,void,-70.00,null",
            "g-given,taker,grant,70.00,null",
            "g-given,taker,burn,-25.00,database",
            "g-lasting,lasting,grant,50.00,null",
            "g-lasting,lasting,burn,-30.00,database",
            "g-lasting,lasting,void,-5.00,null",
            "g-lasting,lasting,burn,-15.00,database"),
        lake.rows(
            """
            SELECT credit_grant_id, account_id, entry, amount, charge_id FROM credit_ledger
            WHERE ledger_account = 'available'
              AND credit_grant_id IN ('g-expiring', 'g-given', 'g-lasting')
            ORDER BY
              credit_grant_id, account_id, run_token,
              CASE entry WHEN 'grant' THEN 0 WHEN 'void' THEN 1 WHEN 'burn' THEN 2 ELSE 3 END
            """));
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT run_token, unit, sum(amount) FROM credit_ledger GROUP BY ALL
            HAVING sum(amount) <> 0
            """));
  }

  /** 70 are left of January's 100, of which half pays in February. */
  @Test
  void ofAGrantThatComesBackEachMonthHasItsOwnBalance() {
    assertEquals(
        List.of(
            "1,grant,available,100.00",
            "1,burn,available,-30.00",
            "1,transfer,available,-35.00",
            "1,expire,available,-35.00",
            "2,grant,available,100.00",
            "2,transfer,available,35.00",
            "2,burn,available,-135.00",
            "3,grant,available,100.00"),
        lake.rows(
            """
            SELECT recurrence, entry, ledger_account, amount FROM credit_ledger
            WHERE credit_grant_id = 'g-monthly' AND ledger_account = 'available'
            ORDER BY recurrence, run_token,
              CASE entry WHEN 'grant' THEN 0 WHEN 'burn' THEN 1 WHEN 'transfer' THEN 2 ELSE 3 END
            """));
  }

  @Test
  void anInvoiceSaysItsTaxes() {
    assertEquals(
        List.of(
            "french,standard,20,100.00,20.00",
            "gift,standard,19,80.00,15.20",
            "paid,standard,19,100.00,19.00",
            "reverse,standard,0,100.00,0.00"),
        lake.rows(
            """
            SELECT account_id, t.tax_rate_id, t.percent, t.net, t.tax
            FROM invoices LATERAL VIEW explode(taxes) x AS t
            WHERE billing_date = DATE '2026-02-01' ORDER BY account_id
            """));
  }

  @Test
  void whoCannotBeBilledIsHeldAlone() {
    assertEquals(
        List.of(
            "abroad,sub-abroad: no tax rate 'standard' for country CH on 2026-01-31; import it with"
                + " tax_rates",
            "gap,sub-gap of 2026-01-01 by plan compute_without_overage has 7.00 CCU to pay, but no overage price; add one"),
        lake.rows(
            """
            SELECT account_id, held_reason FROM draft_invoices
            WHERE state = 'held' AND billing_date = DATE '2026-02-01' ORDER BY account_id
            """));
    assertEquals(
        List.of("abroad,3", "gap,1"),
        lake.rows(
            """
            SELECT account_id, count(*) FROM billing_issues WHERE issue = 'held_invoice'
            GROUP BY account_id ORDER BY account_id
            """));
  }
}
