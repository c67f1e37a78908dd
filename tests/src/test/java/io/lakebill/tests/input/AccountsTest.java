package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Sessions;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that come as Parquet, and what goes back to a CRM. */
@ExtendWith(SparkExtension.class)
class AccountsTest {

  private static final TestLake LAKE = September.billed();

  @TempDir static Path directory;

  private static Path crm;

  @BeforeAll
  static void importAndExport() {
    parquet(
        "accounts.parquet",
        "SELECT '=1' AS id, 'x' AS name WHERE FALSE"
            + " UNION ALL SELECT 'dora', '=HYPERLINK(\"http://x\")'"
            + " UNION ALL SELECT 'emil', '-17.42'",
        "account_id",
        "name");
    parquet(
        "subscriptions.parquet",
        "SELECT 'sub-dora', 'dora', 'team', DATE '2026-11-01', CAST(NULL AS DATE)"
            + " UNION ALL SELECT 'sub-emil', 'emil', 'team', DATE '2026-08-01', DATE '2026-09-01'",
        "subscription_id",
        "account_id",
        "plan_id",
        "start_date",
        "end_date");
    LAKE.run("accounts", "import", file("accounts.parquet"), file("subscriptions.parquet")).done();
    crm = directory.resolve("crm");
    LAKE.when("2026-10-05T09:00:00Z");
    LAKE.run("accounts", "export", "--as-of", "2026-10-05", "--out", crm.toString()).done();
  }

  @Test
  void readsParquetWithTheTypesItHas() {
    assertEquals(
        List.of("sub-dora,2026-11-01,null", "sub-emil,2026-08-01,2026-09-01"),
        LAKE.rows(
            """
            SELECT subscription_id, start_date, end_date FROM subscriptions
            WHERE account_id IN ('dora', 'emil') ORDER BY subscription_id
            """));
  }

  @Test
  void aNightSaysWhatItsImportDid() {
    TestLake lake = LAKE.copy();
    String said = lake.nightly("2026-10-06", "--accounts", file("accounts.parquet")).done();
    String again =
        lake.nightly("2026-10-06", "--json", "--accounts", file("subscriptions.parquet")).done();

    assertTrue(said.contains("accounts           0 added, 0 changed, 2 unchanged"), said);
    assertTrue(
        again.contains(
            "\"imported\":{\"subscriptions\":{\"added\":0,\"changed\":0,\"unchanged\":2}}"),
        again);
  }

  @Test
  void idsWhoseDigitsMayBeGoneAreRefused() {
    parquet(
        "account_keys.parquet",
        "SELECT CAST(17 AS DOUBLE), 'dora' UNION ALL SELECT NULL, 'emil'",
        "key",
        "account_id");
    parquet("sellers.parquet", "SELECT X'FF00', 'House'", "seller_id", "name");
    Outcome floats =
        LAKE.run("accounts", "import", file("account_keys.parquet"), file("sellers.parquet"));
    assertEquals(65, floats.exitCode());
    assertTrue(
        floats.err().contains("column 'key' has floating-point numbers; send it as text"),
        floats.err());
    assertTrue(
        floats.err().contains("column 'seller_id' has bytes that are no text"), floats.err());
  }

  @Test
  void tellsACrmTheStateOfEveryCustomer() throws IOException {
    assertEquals(
        List.of(
            "account_id,name,email,time_zone,seller_id,state,active_subscriptions,plan_ids,"
                + "customer_since,customer_until,invoices,last_invoice_number,last_issue_date,"
                + "last_due_date,last_total,last_currency,next_billing_date,held_reason",
            "acme,Acme Ltd,,America/New_York,house,active,1,team,2026-09-01,,2,LB-000004,"
                + "2026-10-03,2026-11-02,20.34,USD,,",
            "bolt,Bolt GmbH,,UTC,house,active,1,team,2026-09-01,,2,LB-000005,2026-10-03,"
                + "2026-11-02,30.33,USD,2026-11-01,"),
        Files.readAllLines(crm.resolve("accounts.csv")).subList(0, 3));
    List<String> subscriptions = Files.readAllLines(crm.resolve("subscriptions.csv"));
    assertTrue(
        subscriptions.contains("sub-dora,dora,team,team,active,USD,monthly,upcoming,2026-11-01,"),
        subscriptions::toString);
    assertTrue(
        subscriptions.contains(
            "sub-emil,emil,team,team,active,USD,monthly,ended,2026-08-01,2026-09-01"),
        subscriptions::toString);
  }

  @Test
  void listsInvoicesAndDraftsWithTheirStates() throws IOException {
    List<String> invoices = Files.readAllLines(crm.resolve("invoices.jsonl"));

    assertTrue(
        invoices.stream()
            .anyMatch(
                line ->
                    line.contains("\"number\":\"LB-000004\",\"state\":\"issued\"")
                        && line.contains("\"total\":\"20.34\",\"currency\":\"USD\"")),
        invoices::toString);
    assertTrue(
        invoices.stream().anyMatch(line -> line.contains("\"number\":null,\"state\":\"draft\"")),
        invoices::toString);
  }

  @Test
  void aSpreadsheetRunsNoName() throws IOException {
    List<String> accounts = Files.readAllLines(crm.resolve("accounts.csv"));

    assertTrue(
        accounts.stream().anyMatch(line -> line.startsWith("dora,\"'=HYPERLINK(")),
        accounts::toString);
    assertTrue(
        accounts.stream().anyMatch(line -> line.startsWith("emil,-17.42,")), accounts::toString);
    assertTrue(
        Files.readString(crm.resolve("accounts.jsonl")).contains("\"=HYPERLINK("),
        "JSON is as it is");
  }

  @Test
  void exportingAgainGivesTheSameBytes() throws IOException {
    Path again = directory.resolve("again");
    LAKE.run("accounts", "export", "--as-of", "2026-10-05", "--out", again.toString()).done();

    for (String name : List.of("accounts", "subscriptions", "invoices")) {
      for (String suffix : List.of(".csv", ".jsonl")) {
        assertEquals(
            Files.readString(crm.resolve(name + suffix)),
            Files.readString(again.resolve(name + suffix)));
      }
    }
  }

  @Test
  void severalSellersNeedAnAccountToNameItsOwn() throws IOException {
    Path sellers = Files.createDirectory(directory.resolve("two-sellers")).resolve("sellers.csv");
    Files.writeString(
        sellers, "seller_id,name,invoice_prefix\nus,Example Inc.,U-\nde,Example GmbH,D-\n");
    TestLake lake = LAKE.copy();
    lake.run("accounts", "import", sellers.toString()).done();

    Outcome outcome = lake.nightly("2026-10-06");

    assertEquals(78, outcome.exitCode());
    assertTrue(outcome.err().contains("the lake has several sellers"), outcome.err());
    assertTrue(outcome.err().contains("emil"), outcome.err());
  }

  @Test
  void saysWhatBecameOfTheRowsOfEachKind() throws IOException {
    TestLake lake = LAKE.copy();
    Path accounts = Files.createDirectory(directory.resolve("what-became")).resolve("accounts.csv");
    Files.writeString(accounts, "account_id,name\nx-1,One\nx-2,Two\n");
    Path rates = accounts.resolveSibling("exchange_rates.csv");
    Files.writeString(rates, "from_currency,to_currency,date,rate\nEUR,USD,2026-10-01,1.10\n");
    String imported = accounts.getParent().toString();

    assertEquals(
        List.of(
            "accounts       2 added, 0 changed, 0 unchanged",
            "exchange_rates 1 added, 0 changed, 0 unchanged"),
        lake.run("accounts", "import", imported).done().lines().toList());

    Files.writeString(accounts, "account_id,name\nx-1,One\nx-2,Zwei\nx-3,Three\n");
    assertEquals(
        List.of(
            "accounts       1 added, 1 changed, 1 unchanged",
            "exchange_rates 0 added, 0 changed, 1 unchanged"),
        lake.run("accounts", "import", imported).done().lines().toList());
  }

  @Test
  void refusesParquetThatIsNone() throws IOException {
    Path broken = Files.writeString(directory.resolve("users.parquet"), "user_id,account_id");

    Outcome outcome = LAKE.run("accounts", "import", broken.toString());

    assertEquals(65, outcome.exitCode());
    assertTrue(outcome.err().contains("users.parquet: not Parquet"), outcome.err());
  }

  private static String file(String name) {
    return directory.resolve(name).toString();
  }

  private static void parquet(String name, String sql, String... columns) {
    Sessions.open().sql(sql).toDF(columns).coalesce(1).write().parquet(file(name));
  }
}
