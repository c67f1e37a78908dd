package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFilesTest {

  @TempDir Path directory;

  @Test
  void readsADirectoryOfEveryFormat() {
    write("sellers.yaml", "- { seller_id: main, name: Main Ltd }\n");
    write(
        "accounts.csv",
        """
        account_id,name,email,time_zone
        acme,"Acme, Inc.",pay@acme.example,America/New_York
        globex,Globex,,
        """);
    write("account_keys.jsonl", "{\"key\": \"cus 1\", \"account_id\": \"acme\"}\n\n");
    write(
        "subscriptions.json",
        """
        [{"subscription_id": "s1", "account_id": "acme", "plan_id": "pro",
          "start_date": "2026-01-31", "end_date": null}]
        """);

    AccountDocuments documents = AccountFiles.read(List.of(directory));

    assertEquals(List.of(new Seller("main", "Main Ltd", "INV-")), documents.sellers());
    assertEquals(
        List.of(
            new Account(
                "acme", "Acme, Inc.", "pay@acme.example", ZoneId.of("America/New_York"), null),
            new Account("globex", "Globex", null, ZoneId.of("UTC"), null)),
        documents.accounts());
    assertEquals(List.of(new AccountKey("cus 1", "acme", null)), documents.accountKeys());
    assertEquals(
        List.of(new Subscription("s1", "acme", "pro", LocalDate.of(2026, 1, 31), null)),
        documents.subscriptions());
  }

  @Test
  void readsSemicolonsAndTabsWhereTheHeaderHasThem() {
    write("users.csv", "\uFEFFuser_id;account_id;name\r\nada;acme;\"Ada, A.\r\nB.\"\r\n");
    write("account_keys.csv", "key\taccount_id\nk;1\tacme\n");

    AccountDocuments documents = AccountFiles.read(List.of(directory));

    assertEquals(
        List.of(new AccountUser("ada", "acme", "Ada, A.\r\nB.")), documents.of(RowKind.USERS));
    assertEquals(List.of(new AccountKey("k;1", "acme", null)), documents.accountKeys());
  }

  @Test
  void aQuoteThatIsNeverClosedTakesNoRowsAway() {
    write("users.csv", "user_id,account_id,name\nada,acme,\"Ada\nbot,acme,Bot\n");

    InvalidDocuments refused =
        assertThrows(InvalidDocuments.class, () -> AccountFiles.read(List.of(directory)));

    assertTrue(
        refused.getMessage().contains("the row in line 2 opens a quote that is never closed"),
        refused.getMessage());
  }

  @Test
  void readsQuantitiesAndCredits() {
    write("users.csv", "user_id,account_id,name\nada@acme,acme,Ada\nbot 7,acme,\n");
    write(
        "counters.csv",
        """
        counter,account_id,subscription_id,from_date,quantity
        licences,acme,,2026-07-01,15
        licences,acme,s1,2026-07-01,12.50
        """);
    write(
        "objects.yaml",
        """
        - { object_id: desk 1, object_kind: desk, account_id: acme, active_from: 2026-07-01 }
        """);
    write(
        "credit_grants.jsonl",
        """
        {"credit_grant_id": "g1", "account_id": "acme", "kind": "promotional", "amount": "20.0", \
        "currency": "USD", "priority": "-1", "valid_from": "2026-07-01", "charges": "calls  seats"}
        """);
    write("exchange_rates.csv", "from_currency,to_currency,date,rate\nUSD,EUR,2026-07-01,0.850\n");

    AccountDocuments documents = AccountFiles.read(List.of(directory));

    LocalDate july = LocalDate.of(2026, 7, 1);
    assertEquals(
        List.of(new AccountUser("ada@acme", "acme", "Ada"), new AccountUser("bot 7", "acme", null)),
        documents.of(RowKind.USERS));
    assertEquals(
        List.of(
            new CounterSetting("licences", "acme", null, july, new BigDecimal("15")),
            new CounterSetting("licences", "acme", "s1", july, new BigDecimal("12.5"))),
        documents.of(RowKind.COUNTERS));
    assertEquals(
        List.of(new BillableObject("desk 1", "desk", "acme", null, july, null)),
        documents.of(RowKind.OBJECTS));
    assertEquals(
        List.of(
            new GrantedCredit(
                "g1",
                "acme",
                CreditGrant.Kind.PROMOTIONAL,
                new BigDecimal("20"),
                "USD",
                -1,
                july,
                null,
                Instant.parse("2026-07-01T00:00:00Z"),
                List.of("calls", "seats"),
                List.of())),
        documents.of(RowKind.CREDIT_GRANTS));
    assertEquals(
        List.of(new DatedRate("USD", "EUR", july, new BigDecimal("0.85"))),
        documents.of(RowKind.EXCHANGE_RATES));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          subscriptions.jsonl, {"subscription_id": "s\\n"; "account_id": "a"; "plan_id": "p"; "start_date": "2026-01-01"}
          subscriptions.jsonl, {"subscription_id": "s"; "account_id": "a"; "plan_id": "p"; "start_date": "2026-01-01\\n"}
          counters.jsonl, {"counter": "c"; "account_id": "a"; "from_date": "2026-01-01"; "quantity": "1\\n"}
          """)
  void refusesAnIdADateOrANumberThatALineBreakEnds(String name, String row) {
    Path file = write(name, row.replace(';', ','));

    var error = assertThrows(InvalidDocuments.class, () -> AccountFiles.read(List.of(file)));

    assertEquals(1, error.problems().size(), error::getMessage);
  }

  @Test
  void readsUnquotedDatesInYaml() {
    write(
        "subscriptions.yml",
        """
        - subscription_id: s1
          account_id: acme
          plan_id: pro
          start_date: 2026-01-01
          end_date: 2026-02-01
        """);

    assertEquals(
        LocalDate.of(2026, 2, 1),
        AccountFiles.read(List.of(directory)).subscriptions().get(0).endDate());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          accounts.csv | acount_id,name\\na,A | :1: unknown column 'acount_id'; known: account_id, name, email, time_zone, seller_id, country, tax_id, tax_treatment, tax_reason, purchase_order, paid_by, currency, invoice_minimum, address, city, postal_code; :1: column 'account_id' is missing
          accounts.csv | account_id,name,name\\na,A,A | :1: a column is named twice
          accounts.csv | account_id,name\\na,A\\n\\nb,B,C | :4: the row has 3 cells, but the header 2
          accounts.csv | account_id,name\\nb | :2: the row has 1 cells, but the header 2
          accounts.csv | account_id,name\\na b,A\\nc, | :2: accounts/a b/account_id: 'a b' is not an id: 1 to 64 of the characters A-Z a-z 0-9 _ -; :3: accounts/c: 'name' is missing
          accounts.csv | account_id,name,time_zone\\na,A,Mars | :2: accounts/a: unknown time zone 'Mars'; use a name such as Europe/Berlin
          accounts.csv | account_id,name\\na,A\\nb,B\\na,C | :4: accounts/a: 'a' occurs twice; the first is at %s:2
          accounts.csv | `` | : the file is empty; its first line names the columns
          accounts.jsonl | {"account_id": "a"}\\n{"account_id" | :1: accounts/a: 'name' is missing; :2: not JSON
          accounts.jsonl | {"account_id": 7, "name": "A"} | :1: accounts/account_id: 7 must be text; quote it: "7"
          accounts.yaml | - account_id: a\\n  name: A\\n  mail: x | :3: accounts/a/mail: unknown field 'mail'; known: account_id, name, email, time_zone, seller_id, country, tax_id, tax_treatment, tax_reason, purchase_order, paid_by, currency, invoice_minimum, address, city, postal_code
          accounts.yaml | accounts: [] | :1: must be a list of accounts
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,end_date\\ns,a,p,2026-02-01,2026-01-01 | :2: subscriptions/s: end_date 2026-01-01 is before start_date 2026-02-01
          subscriptions.csv | subscription_id,account_id,plan_id,start_date\\ns,a,p,2026-02-30 | :2: subscriptions/s/start_date: there is no day 2026-02-30
          subscriptions.csv | subscription_id,account_id,plan_id,start_date\\ns,a,p,1.2.2026 | :2: subscriptions/s/start_date: '1.2.2026' is not a date such as 2026-01-31
          counters.csv | counter,account_id,from_date,quantity\\ns,a,2026-01-01,1\\ns,a,2026-01-01,2 | :3: counters/a/s/2026-01-01: 'a/s/2026-01-01' occurs twice; the first is at %s:2
          counters.csv | counter,account_id,from_date,quantity\\ns,a,2026-01-01,-1 | :2: counters/a/s/2026-01-01/quantity: '-1' is not a decimal number
          counters.jsonl | {"counter": "s", "account_id": "a", "from_date": "2026-01-01", "quantity": 7} | :1: counters/a/s/2026-01-01/quantity: 7 must be text; quote it: "7"
          objects.csv | object_id,object_kind,account_id,active_from,active_until\\nd 1,desk,a,2026-02-01,2026-01-31 | :2: objects/d 1: object end 2026-01-31 is before its start 2026-02-01
          users.csv | user_id\\nu | :1: column 'account_id' is missing
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,granted_at\\ng,a,1,USD,2026-01-01,2026-13-01T00:00:00Z | :2: credit_grants/g: granted_at: '2026-13-01T00:00:00Z' is not a time with its zone, such as 2026-01-31T12:00:00Z
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,kind\\ng,a,1,USD,2026-01-01,gift | :2: credit_grants/g/kind: 'gift' is not one of prepaid, promotional
          exchange_rates.csv | from_currency,to_currency,date,rate\\nUSD,EUR,2026-01-01,0 | :2: exchange_rates/USD/EUR/2026-01-01: rate 0 is not above 0
          exchange_rates.csv | from_currency,to_currency,date,rate\\nUSD,USD,2026-01-01,1 | :2: exchange_rates/USD/USD/2026-01-01: a rate from USD to itself; leave it out
          account.csv | account_id,name\\na,A | : not a file of accounts; known: sellers, accounts, account_keys, users, subscriptions, plan_changes, counters, objects, credit_grants, commitments, exchange_rates, tax_rates, price_adjustments, quantities with .csv, .jsonl, .json, .yaml, .yml
          """)
  void reportsWhatIsWrong(String name, String text, String problems) {
    Path file = write(name, text.replace("\\n", "\n"));

    var error = assertThrows(InvalidDocuments.class, () -> AccountFiles.read(List.of(directory)));

    List<String> expected = List.of(problems.formatted(file).split("; (?=:)"));
    assertEquals(expected.size(), error.problems().size(), error::getMessage);
    for (int i = 0; i < expected.size(); i++) {
      String problem = error.problems().get(i).toString();
      assertTrue(problem.startsWith(file + expected.get(i)), problem);
    }
  }

  @Test
  void reportsEveryPathThatIsMissing() {
    List<Path> paths = List.of(directory.resolve("a"), directory.resolve("b"));

    var error = assertThrows(InvalidDocuments.class, () -> AccountFiles.read(paths));

    assertEquals(
        directory + "/a: no such file or directory\n" + directory + "/b: no such file or directory",
        error.getMessage());
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
