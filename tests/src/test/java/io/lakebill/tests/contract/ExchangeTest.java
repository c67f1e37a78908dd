package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Accounts that are billed in a currency of their own, at prices in dollars. January is billed
 * while nobody knows what a yen is; then that comes to be known, and February is billed with it.
 */
@ExtendWith(SparkExtension.class)
class ExchangeTest {

  private static final Scenario SCENARIO = Scenario.named("exchange");

  private static TestLake lake;
  private static List<String> heldInJanuary;
  private static List<String> issuesInJanuary;

  @BeforeAll
  static void runTheNights() {
    lake = TestLake.at(Scratch.directory("exchange"));
    lake.nightOver(SCENARIO.folder(), "2026-02-01");
    heldInJanuary =
        lake.rows(
            """
            SELECT account_id, currency, billing_date, held_reason FROM draft_invoices
            WHERE state = 'held' AND billing_date = DATE '2026-02-01'
            """);
    issuesInJanuary =
        lake.rows(
            """
            SELECT account_id, message FROM billing_issues
            WHERE issue = 'held_invoice' AND message LIKE '%2026-02-01: %'
            """);
    lake.run("accounts", "import", SCENARIO.file("late")).done();
    lake.nightly("2026-03-01").done();
  }

  /**
   * Euro: 0.99 and 10 dollars at 0.5, and 19% tax. Least: 20 at least, of which 5 are paid.
   * Promised: 89 are missing of 100.
   */
  @Test
  void invoicesAreInTheCurrencyOfTheAccount() {
    assertEquals(
        List.of(
            "dollar,USD,2026-02-01,10.00,0.00,10.00",
            "dollar,USD,2026-03-01,10.00,0.00,10.00",
            "euro,EUR,2026-02-01,5.50,1.05,6.55",
            "euro,EUR,2026-03-01,6.00,1.14,7.14",
            "least,EUR,2026-02-01,20.00,0.00,15.00",
            "least,EUR,2026-03-01,20.00,0.00,20.00",
            "parent,EUR,2026-02-01,5.00,0.00,5.00",
            "parent,EUR,2026-03-01,6.00,0.00,6.00",
            "promised,EUR,2026-02-01,5.00,0.00,5.00",
            "promised,EUR,2026-03-01,95.00,0.00,95.00",
            "yen,JPY,2026-02-01,1505,0,1505",
            "yen,JPY,2026-03-01,1505,0,1505"),
        lake
            .rows(
                """
                SELECT account_id, currency, billing_date, subtotal, tax, amount_due FROM invoices
                ORDER BY account_id, billing_date
                """)
            .stream()
            .map(row -> row.startsWith("yen") ? row.replace(".00", "") : row)
            .toList());
  }

  /** Three tiers of 0.165 are 0.495 together: 0.50, not three times 0.17. */
  @Test
  void linesSayWhatWasExchangedAtWhichRateOfWhichDay() {
    assertEquals(
        List.of(
            "calls,1,0.33,0.17,USD,0.33,0.5,2026-01-01",
            "calls,1,0.33,0.17,USD,0.33,0.5,2026-01-01",
            "calls,1,0.33,0.16,USD,0.33,0.5,2026-01-01",
            "fee,1,10,5.00,USD,10.00,0.5,2026-01-01",
            "fee,1,10,6.00,USD,10.00,0.6,2026-03-01"),
        lake.rows(
            """
            SELECT charge_id, quantity, unit_amount, amount, price_currency, price_amount,
              exchange_rate, exchange_date
            FROM invoice_lines WHERE account_id = 'euro' ORDER BY billing_date, line_number
            """));
    assertEquals(
        List.of("invoice_minimum,null,null", "true_up,null,null"),
        lake.rows(
            """
            SELECT line_type, max(price_currency), max(exchange_rate) FROM invoice_lines
            WHERE line_type IN ('invoice_minimum', 'true_up') GROUP BY ALL ORDER BY line_type
            """));
  }

  @Test
  void invoicesSayTheirRates() {
    assertEquals(
        List.of(
            "euro,2026-02-01,USD,0.5,2026-01-01",
            "euro,2026-03-01,USD,0.6,2026-03-01",
            "yen,2026-02-01,USD,150.5,2026-01-15",
            "yen,2026-03-01,USD,150.5,2026-01-15"),
        lake.rows(
            """
            SELECT account_id, billing_date, r.from_currency, r.rate, r.date
            FROM invoices LATERAL VIEW explode(exchange_rates) x AS r
            WHERE account_id IN ('dollar', 'euro', 'yen') ORDER BY account_id, billing_date
            """));
  }

  @Test
  void withoutARateAnInvoiceIsHeldAlone() {
    String reason = "no exchange rate from USD to JPY on or before 2026-02-01; add one";

    assertEquals(List.of("yen,JPY,2026-02-01," + reason), heldInJanuary);
    assertEquals(List.of("yen,the invoice of 2026-02-01: " + reason), issuesInJanuary);
  }

  @Test
  void aQuoteFromTheLakeSaysItToo() {
    String quote = lake.run("quote", "--subscription", "sub-euro", "--as-of", "2026-03-01").done();

    assertTrue(
        quote.contains("exchanged at 0.6 EUR for 1 USD, in force from 2026-03-01"), () -> quote);
  }

  @Test
  void aCommitmentIsInTheCurrencyThatTheAccountIsBilledIn() {
    Path folder = Scratch.directory("dollars");
    ContractFiles.write(
        folder.resolve("commitments.csv"),
        List.of(
            "commitment_id,account_id,kind,amount,currency,start_date,end_date",
            "c-euro,euro,postpaid,100,USD,2026-01-01,2026-03-01"));

    Outcome outcome = lake.run("accounts", "import", folder.toString());

    assertEquals(65, outcome.exitCode());
    assertTrue(outcome.err().contains("account 'euro' buys in EUR, not in USD"), outcome::err);
  }
}
