package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.load.AccountInputs;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Postgres;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts from a real PostgreSQL, with the types that people give their columns. */
@ExtendWith(SparkExtension.class)
class DatabaseTest {

  private static Postgres postgres;

  @TempDir Path directory;

  @BeforeAll
  static void fillTheDatabase() {
    postgres = Postgres.start();
    postgres.run(
        """
        CREATE SCHEMA crm;
        CREATE TABLE crm.customers (id TEXT, display_name VARCHAR(80), zone TEXT, balance NUMERIC);
        INSERT INTO crm.customers VALUES
          ('acme', 'Acme; "Inc."', 'America/New_York', 1), ('globex', 'Globex', NULL, 2);
        CREATE TABLE crm.keys (key TEXT, account_id TEXT, subscription_id TEXT);
        INSERT INTO crm.keys VALUES ('key 17', 'acme', 'sub-acme');
        CREATE TABLE crm.members (user_id TEXT, account_id TEXT, name TEXT);
        INSERT INTO crm.members VALUES ('ada', 'acme', 'Ada');
        CREATE TABLE crm.contracts (contract UUID, customer TEXT, plan TEXT, begins DATE, ends DATE);
        INSERT INTO crm.contracts VALUES
          ('5f0c8a52-5f9e-4c3a-8a52-0c8a525f9e4c', 'acme', 'storage', '2026-07-01', NULL),
          ('5f0c8a52-5f9e-4c3a-8a52-0c8a525f9e4d', 'globex', 'stored_bytes', '2026-07-01', NULL);
        CREATE TABLE crm.licences (counter TEXT, account_id TEXT, from_date DATE, quantity NUMERIC(10, 2));
        INSERT INTO crm.licences VALUES ('licences', 'acme', '2026-07-01', 15.00);
        CREATE TABLE crm.desks (object_id INT, object_kind TEXT, account_id TEXT, active_from DATE);
        INSERT INTO crm.desks VALUES (1, 'seat', 'acme', '2026-07-01');
        CREATE TABLE crm.credits (credit_grant_id TEXT, account_id TEXT, amount NUMERIC, currency CHAR(3),
          priority INT, valid_from DATE, granted_at TIMESTAMPTZ, charges TEXT[]);
        INSERT INTO crm.credits VALUES
          ('gift', 'acme', 20.50, 'USD', 3, '2026-07-01', '2026-06-30 14:00:00+02', '{storage,licences}');
        CREATE TABLE crm.rates (from_currency TEXT, to_currency TEXT, date DATE, rate NUMERIC);
        INSERT INTO crm.rates VALUES ('USD', 'EUR', '2026-07-01', 0.85);
        CREATE TABLE crm.vat (tax_rate_id TEXT, name TEXT, category CHAR(1), percent NUMERIC(5, 2),
          country CHAR(2), "from" DATE, until DATE);
        INSERT INTO crm.vat VALUES ('vat', 'VAT', 'S', 19.00, 'DE', '2026-07-01', NULL);
        CREATE TABLE crm.discounts (id TEXT, value DOUBLE PRECISION, begins DATE);
        INSERT INTO crm.discounts VALUES ('a1', -15.5, '2026-07-01');
        """);
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void importsEveryKindOfRowsAndImportingAgainWritesNothing() {
    TestLake lake = TestLake.at(Scratch.directory("database"));
    lake.run("catalog", "apply", "--catalog", Scenario.named("counters").file("catalog.yaml"))
        .done();
    write("login.properties", "user=" + Postgres.USER + "\npassword=" + Postgres.PASSWORD + "\n");
    String database =
        document(
            """
            properties: login.properties
            rows:
              sellers: { query: "SELECT 'us' AS seller_id, 'Example Inc.' AS name" }
              accounts: { query: "SELECT id AS account_id, display_name AS name, zone AS time_zone FROM crm.customers" }
              account_keys: { table: crm.keys }
              users: { table: crm.members }
              subscriptions:
                query: >-
                  SELECT 'sub-' || customer AS subscription_id, customer AS account_id, plan AS plan_id,
                  begins AS start_date, ends AS end_date FROM crm.contracts
              counters: { table: crm.licences }
              objects: { table: crm.desks }
              credit_grants: { table: crm.credits }
              commitments:
                query: >-
                  SELECT 'c1' AS commitment_id, 'globex' AS account_id, 'prepaid' AS kind, 200 AS amount,
                  180.5 AS fee, 'USD' AS currency, DATE '2026-07-01' AS start_date,
                  DATE '2027-07-01' AS end_date, 'monthly' AS every, 12 AS installments
              exchange_rates: { table: crm.rates }
              tax_rates: { table: crm.vat }
              price_adjustments:
                query: >-
                  SELECT id AS price_adjustment_id, 'sub-acme' AS subscription_id, 'storage' AS charge_id,
                  'percent' AS kind, value, begins AS "from" FROM crm.discounts
              plan_changes:
                query: >-
                  SELECT 'sub-acme' AS subscription_id, 'stored_bytes' AS plan_id, DATE '2026-09-15' AS date,
                  'period_end' AS timing
              quantities:
                query: >-
                  SELECT 'sub-globex' AS subscription_id, 'base' AS charge_id, 2 AS quantity,
                  DATE '2026-07-01' AS "from"
            """);

    lake.run("accounts", "import", "--database", database).done();
    Map<String, Long> versions = lake.versions();
    lake.run("accounts", "import", "--database", database).done();

    assertEquals(versions, lake.versions());
    assertEquals(
        List.of("acme,Acme; \"Inc.\",America/New_York", "globex,Globex,UTC"),
        lake.rows("SELECT account_id, name, time_zone FROM accounts ORDER BY account_id"));
    assertEquals(List.of("key 17,acme,sub-acme,0"), lake.rows("SELECT * FROM account_keys"));
    assertEquals(List.of("ada,acme,Ada,0"), lake.rows("SELECT * FROM users"));
    assertEquals(
        List.of(
            "sub-acme,acme,storage,2026-07-01,null,null",
            "sub-globex,globex,stored_bytes,2026-07-01,null,null"),
        lake.rows("SELECT * FROM subscriptions ORDER BY subscription_id"));
    assertEquals(
        List.of("licences,2026-07-01,15"),
        lake.rows("SELECT counter, from_date, quantity FROM counters"));
    assertEquals(List.of("1,seat"), lake.rows("SELECT object_id, object_kind FROM objects"));
    assertEquals(
        List.of("gift,20.5,3,2026-06-30T12:00:00Z,storage+licences"),
        lake.rows(
            """
            SELECT credit_grant_id, amount, priority,
              date_format(granted_at, "yyyy-MM-dd'T'HH:mm:ss'Z'"), array_join(charges, '+')
            FROM credit_grants
            """));
    assertEquals(
        List.of("c1,200,180.5,2027-07-01,monthly,12"),
        lake.rows(
            "SELECT commitment_id, amount, fee, end_date, every, installments FROM commitments"));
    assertEquals(List.of("0.85"), lake.rows("SELECT rate FROM exchange_rates"));
    assertEquals(List.of("vat,VAT,S,19,DE,2026-07-01,null"), lake.rows("SELECT * FROM tax_rates"));
    assertEquals(
        List.of("a1,sub-acme,storage,percent,-15.5,2026-07-01,null"),
        lake.rows("SELECT * FROM price_adjustments"));
    assertEquals(List.of("sub-globex,base,2,2026-07-01"), lake.rows("SELECT * FROM quantities"));
    assertEquals(
        List.of("sub-acme,stored_bytes,2026-09-15,period_end"),
        lake.rows("SELECT * FROM plan_changes"));
  }

  @Test
  void takesThePasswordFromTheEnvironment() {
    Path database =
        Path.of(
            document(
                """
                user_variable: CRM_USER
                password_variable: CRM_PASSWORD
                rows: { users: { table: crm.members } }
                """));
    Map<String, String> environment =
        Map.of("CRM_USER", Postgres.USER, "CRM_PASSWORD", Postgres.PASSWORD);

    assertEquals(
        "ada",
        AccountInputs.read(List.of(), List.of(database), environment)
            .of(RowKind.USERS)
            .get(0)
            .id());
    assertEquals(
        database + ": the environment has no CRM_PASSWORD, which should hold the password",
        refused(database, Map.of("CRM_USER", Postgres.USER)));
    String wrong =
        refused(database, Map.of("CRM_USER", Postgres.USER, "CRM_PASSWORD", "no more a secret"));
    assertTrue(wrong.contains("password authentication failed"), wrong);
    assertFalse(wrong.contains("no more a secret"), wrong);
  }

  @Test
  void listsEveryWrongRowOfEveryQuery() {
    write("login.properties", "user=" + Postgres.USER + "\npassword=" + Postgres.PASSWORD + "\n");
    String database =
        document(
            """
            properties: login.properties
            rows:
              accounts: { query: "SELECT * FROM (VALUES ('a b', 'A', 'Mars'), ('c', NULL, NULL), ('d', 'D', 'Mars')) AS t (account_id, name, time_zone)" }
              subscriptions: { query: "SELECT 's' AS subscription_id, 'd' AS account_id, 'p' AS plan_id, TIMESTAMP '2026-07-01 10:00' AS start_date" }
              counters: { table: crm.keys }
            """);

    String accounts = database + " (accounts)";
    assertEquals(
        List.of(
            accounts
                + ":1: accounts/a b/account_id: 'a b' is not an id: 1 to 64 of the characters A-Z a-z 0-9 _ -",
            accounts + ":2: accounts/c: 'name' is missing",
            accounts + ":3: accounts/d: unknown time zone 'Mars'; use a name such as Europe/Berlin",
            database
                + " (counters): unknown column 'key'; known: counter, account_id, subscription_id, from_date, quantity",
            database + " (counters): column 'counter' is missing",
            database + " (counters): column 'from_date' is missing",
            database + " (counters): column 'quantity' is missing",
            database
                + " (subscriptions):1: subscriptions/s/start_date: '2026-07-01T10:00' is not a date such as 2026-01-31"),
        refused(Path.of(database), Map.of()).lines().toList());
  }

  @Test
  void refusesAPasswordInTheDocumentAndSaysWhatTheDatabaseSays() {
    Path inUrl =
        Path.of(
            write(
                "leaky.yaml",
                "jdbc: jdbc:postgresql://db/crm?user=me&password=x\nrows: { users: { table: a } }"));
    assertTrue(refused(inUrl, Map.of()).contains("a password has no place here"));

    write("login.properties", "user=" + Postgres.USER + "\npassword=" + Postgres.PASSWORD + "\n");
    String noTable =
        document("properties: login.properties\nrows: { users: { table: crm.nowhere } }\n");
    TestLake lake = TestLake.at(Scratch.directory("refused"));
    Outcome outcome = lake.run("accounts", "import", "--database", noTable);

    assertEquals(65, outcome.exitCode());
    assertTrue(outcome.err().contains("(users): the query fails"), outcome.err());
    assertTrue(outcome.err().contains("\"crm.nowhere\" does not exist"), outcome.err());
    assertFalse(Files.exists(lake.directory()));
  }

  @Test
  void neverChangesTheDatabase() {
    write("login.properties", "user=" + Postgres.USER + "\npassword=" + Postgres.PASSWORD + "\n");
    String database =
        document(
            """
            properties: login.properties
            rows: { users: { query: "DELETE FROM crm.members RETURNING user_id, account_id" } }
            """);

    String refused = refused(Path.of(database), Map.of());

    assertTrue(refused.contains("read-only transaction"), refused);
  }

  private static String refused(Path database, Map<String, String> environment) {
    return assertThrows(
            InvalidDocuments.class,
            () -> AccountInputs.read(List.of(), List.of(database), environment))
        .getMessage();
  }

  private String document(String rest) {
    return write("crm.yaml", "jdbc: \"" + postgres.url() + "\"\n" + rest);
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
