package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
          accounts.csv | acount_id,name\\na,A | :1: unknown column 'acount_id'; known: account_id, name, email, time_zone, seller_id; :1: column 'account_id' is missing
          accounts.csv | account_id,name,name\\na,A,A | :1: a column is named twice
          accounts.csv | account_id,name\\na,A\\n\\nb,B,C | :4: the row has 3 cells, but the header 2
          accounts.csv | account_id,name\\nb | :2: the row has 1 cells, but the header 2
          accounts.csv | account_id,name\\na b,A\\nc, | :2: accounts/a b/account_id: 'a b' is not an id: 1 to 64 of the characters A-Z a-z 0-9 _ -; :3: accounts/c: 'name' is missing
          accounts.csv | account_id,name,time_zone\\na,A,Mars | :2: accounts/a: unknown time zone 'Mars'; use a name such as Europe/Berlin
          accounts.csv | account_id,name\\na,A\\nb,B\\na,C | :4: accounts/a: 'a' occurs twice; the first is at %s:2
          accounts.csv | `` | : the file is empty; its first line names the columns
          accounts.jsonl | {"account_id": "a"}\\n{"account_id" | :1: accounts/a: 'name' is missing; :2: not JSON
          accounts.jsonl | {"account_id": 7, "name": "A"} | :1: accounts/account_id: 7 must be text; quote it: "7"
          accounts.yaml | - account_id: a\\n  name: A\\n  mail: x | :3: accounts/a/mail: unknown field 'mail'; known: account_id, name, email, time_zone, seller_id
          accounts.yaml | accounts: [] | :1: must be a list of accounts
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,end_date\\ns,a,p,2026-02-01,2026-01-01 | :2: subscriptions/s: end_date 2026-01-01 is before start_date 2026-02-01
          subscriptions.csv | subscription_id,account_id,plan_id,start_date\\ns,a,p,2026-02-30 | :2: subscriptions/s: start_date: there is no day 2026-02-30
          subscriptions.csv | subscription_id,account_id,plan_id,start_date\\ns,a,p,1.2.2026 | :2: subscriptions/s/start_date: '1.2.2026' is not a date such as 2026-01-31
          account.csv | account_id,name\\na,A | : not a file of accounts; known: sellers, accounts, account_keys, subscriptions with .csv, .jsonl, .json, .yaml, .yml
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
