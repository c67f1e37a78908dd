package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One account is billed for a date, as a run of its own; the nights bill all others, and it what is
 * left. Invoices of the plans wait three days.
 */
@ExtendWith(SparkExtension.class)
class BillOnDemandTest {

  private static final long SEED = Long.getLong("lakebill.seed", 1);

  private static final String INVOICES =
      "SELECT account_id, billing_date, currency, amount_due FROM invoices ORDER BY ALL";

  private static final String BILLED =
      """
      SELECT account_id, charged_account_id, subscription_id, charge_id, billing_date, period_start,
        period_end, sum(amount), sum(exact_amount)
      FROM invoice_lines GROUP BY ALL ORDER BY ALL
      """;

  private static final String CREDITS =
      """
      SELECT credit_grant_id, ledger_account, sum(amount) FROM credit_ledger
      GROUP BY ALL HAVING sum(amount) <> 0 ORDER BY ALL
      """;

  private static TestLake imported;

  @BeforeAll
  static void importEverything() {
    Path files = Scratch.directory("on-demand");
    ContractFiles.write(
        files.resolve("catalog.yaml"),
        List.of(
            "meters: [ { id: calls, event_name: call, aggregation: count } ]",
            "plans:",
            plan("monthly", "10.00"),
            plan("quarterly", "25.00")));
    ContractFiles.write(
        files.resolve("source.yaml"),
        List.of(
            "source: calls",
            "format: jsonl",
            "files: events.jsonl",
            "columns: { id: id, time: at, account: who }",
            "constants: { event_name: call }"));
    ContractFiles.write(
        files.resolve("accounts/sellers.csv"), List.of("seller_id,name", "house,House Ltd"));
    ContractFiles.write(
        files.resolve("accounts/accounts.csv"),
        List.of(
            "account_id,name,paid_by", "acme,Acme,", "bolt,Bolt,", "coil,Coil,", "drum,Drum,coil"));
    ContractFiles.write(
        files.resolve("accounts/subscriptions.csv"),
        List.of(
            "subscription_id,account_id,plan_id,start_date",
            "acme-m,acme,monthly,2026-01-01",
            "acme-q,acme,quarterly,2026-01-01",
            "bolt-m,bolt,monthly,2026-01-01",
            "coil-m,coil,monthly,2026-01-01",
            "drum-m,drum,monthly,2026-01-01"));
    ContractFiles.write(
        files.resolve("accounts/credit_grants.csv"),
        List.of(
            "credit_grant_id,account_id,amount,currency,valid_from,every",
            "g,acme,7,USD,2026-01-01,monthly",
            "h,coil,30,USD,2026-01-01,"));
    ContractFiles.write(
        files.resolve("accounts/exchange_rates.csv"),
        List.of("from_currency,to_currency,date,rate", "USD,EUR,2026-01-01,0.8"));
    List<String> events = new ArrayList<>();
    Random random = new Random(197);
    for (int i = 0; i < 200; i++) {
      events.add(
          "{\"id\": \"e%d\", \"at\": \"%sT10:00:00Z\", \"who\": \"%s\"}"
              .formatted(
                  i,
                  LocalDate.parse("2026-01-01").plusDays(random.nextInt(90)),
                  List.of("bolt", "coil", "drum").get(random.nextInt(3))));
    }
    ContractFiles.write(files.resolve("events.jsonl"), events);
    imported = TestLake.at(Scratch.directory("on-demand-lake"));
    imported.run("land", "--source", files.resolve("source.yaml").toString()).done();
    imported.run("catalog", "apply", "--catalog", files.resolve("catalog.yaml").toString()).done();
    imported.run("accounts", "import", files.resolve("accounts").toString()).done();
  }

  private static String plan(String cadence, String fee) {
    return """
          - id: %1$s
            currency: USD
            cadence: %1$s
            grace_days: 3
            charges:
              - { id: %1$s_fee, type: recurring, amount: "%2$s" }
              - { id: %1$s_calls, type: usage, meter: calls, price: { model: unit, unit_amount: "0.50" } }\
        """
        .formatted(cadence, fee);
  }

  /** Acme owes 10.00 for January, of which a credit pays 7.00. */
  @Test
  void oneAccountIsBilledAndNobodyElse() {
    TestLake lake = imported.copy();

    lake.run("bill", "--account", "acme", "--as-of", "2026-02-01").done();

    assertEquals(List.of("acme,2026-02-01,USD,3.00"), lake.rows(INVOICES));
    assertEquals(
        List.of("bolt,open", "coil,open"),
        lake.rows(
            """
            SELECT account_id, state FROM draft_invoices
            WHERE billing_date = DATE '2026-02-01' ORDER BY account_id
            """));

    lake.nightly("2026-02-01").done();
    assertEquals(1, lake.rows(INVOICES).size(), "the others wait for late events");
    lake.nightly("2026-02-04").done();
    assertEquals(
        List.of("acme", "bolt", "coil"),
        lake.rows("SELECT account_id FROM invoices ORDER BY account_id"));
  }

  /** At 0.8 EUR a USD the fee of January is 8.00; the credit is in dollars and waits. */
  @Test
  void aCurrencyAndACadenceMayBeAskedFor() {
    TestLake lake = imported.copy();

    lake.run("bill", "--account", "acme", "--as-of", "2026-02-01", "--cadence", "quarterly").done();
    assertEquals(List.of(), lake.rows(INVOICES));

    lake.run("bill", "--account", "acme", "--as-of", "2026-02-01", "--currency", "EUR").done();
    assertEquals(List.of("acme,2026-02-01,EUR,8.00"), lake.rows(INVOICES));

    lake.run("bill", "--account", "acme", "--as-of", "2026-04-01", "--cadence", "quarterly").done();
    lake.nightly("2026-04-10").done();
    assertEquals(
        List.of("acme,2026-02-01,1", "acme,2026-03-01,1", "acme,2026-04-01,2"),
        lake.rows(
            """
            SELECT account_id, billing_date, count(DISTINCT subscription_id) FROM invoice_lines
            WHERE account_id = 'acme' GROUP BY ALL ORDER BY ALL
            """),
        "both plans are on an invoice of the first of April");
  }

  @Test
  void whateverIsBilledOnDemandNothingIsBilledOtherwise() {
    TestLake atOnce = imported.copy();
    atOnce.nightly("2026-04-10").done();
    List<String> expected = atOnce.rows(BILLED);
    assertTrue(expected.size() > 20, expected::toString);

    Random random = new Random(SEED);
    TestLake lake = imported.copy();
    List<String> history = new ArrayList<>(List.of("seed " + SEED));
    for (String date : List.of("2026-02-01", "2026-02-20", "2026-03-02", "2026-04-01")) {
      String account = List.of("acme", "bolt", "coil").get(random.nextInt(3));
      if (random.nextInt(3) == 0) {
        history.add(date);
        lake.nightly(date).done();
      } else {
        history.add(date + " " + account);
        lake.run("bill", "--account", account, "--as-of", date).done();
      }
    }
    lake.nightly("2026-04-10").done();

    assertEquals(expected, lake.rows(BILLED), history::toString);
    assertEquals(atOnce.rows(CREDITS), lake.rows(CREDITS), history::toString);
  }

  @Test
  void killedAtItsCommitAndRunAgainItIsBilledOnce() {
    TestLake lake = imported.copy();
    String[] bill = {"bill", "--account", "coil", "--as-of", "2026-02-01"};

    Outcome killed = Subprocess.dyingAt("committed:invoices", lake, bill);
    assertEquals(137, killed.exitCode(), killed.err());
    lake.run(bill).done();

    assertEquals(
        List.of("coil,2026-02-01"),
        lake.rows("SELECT account_id, billing_date FROM invoices ORDER BY ALL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --account nobody                 | there is no account 'nobody'; `lakebill sql` lists all with SELECT account_id FROM accounts
          --account drum                   | account drum is paid for by coil; bill that one
          --account acme --currency XYZ    | --currency: unknown currency XYZ
          --account acme --cadence seldom  | --cadence seldom is none of [
          """)
  void saysWhatCannotBeBilled(String options, String problem) {
    List<String> words = new ArrayList<>(List.of("bill"));
    words.addAll(List.of(options.split(" +")));

    Outcome refused = imported.run(words.toArray(String[]::new));

    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains(problem), refused.err());
  }
}
