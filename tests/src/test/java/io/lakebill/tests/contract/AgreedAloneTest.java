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
 * What rows agree on and the catalog names nowhere: a rate of tax, a currency. The catalog decides
 * what is sold, not what else accounts owe.
 */
@ExtendWith(SparkExtension.class)
class AgreedAloneTest {

  private static TestLake lake;

  @BeforeAll
  static void runTheNight() {
    lake = TestLake.at(Scratch.directory("agreed-alone"));
    lake.nightOver(Scenario.named("agreed-alone").folder(), "2026-02-01");
  }

  /** 90 are missing of 100, and 19% on them; the fee of 80 is taxed, too. */
  @Test
  void aCommitmentIsTaxedAsItSays() {
    assertEquals(
        List.of("euros,EUR,80.00,15.20,95.20", "taxed,USD,100.00,17.10,117.10"),
        lake.rows(
            """
            SELECT account_id, currency, subtotal, tax, total FROM invoices ORDER BY account_id
            """));
  }

  @Test
  void creditsInACurrencyThatNothingIsSoldInAreKept() {
    assertEquals(
        List.of("c-euros,EUR,expire,100.00", "c-euros,EUR,grant,-100.00"),
        lake.rows(
            """
            SELECT credit_grant_id, unit, entry, amount FROM credit_ledger
            WHERE credit_grant_id = 'c-euros' AND ledger_account IN ('issued', 'expired')
            ORDER BY entry
            """));
    assertEquals(
        List.of("grant,7.00", "expire,-7.00"),
        lake.rows(
            """
            SELECT entry, amount FROM credit_ledger
            WHERE credit_grant_id = 'g-granted' AND ledger_account = 'available'
            ORDER BY amount DESC
            """));
  }

  @Test
  void anInvoiceThatIsTooLargeIsListedWhateverItsCurrency() {
    assertEquals(
        List.of(
            "much,the invoice of 2026-02-01 comes to 100000000000000000.00 EUR; no more than"
                + " 92233720368547758.07 can be invoiced at once"),
        lake.rows(
            "SELECT account_id, message FROM billing_issues WHERE issue = 'invoice_too_large'"));
  }
}
