package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Sessions;
import io.lakebill.tests.fixture.Outcome;
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

/** What was agreed, from files to tables: tax, adjusted prices, quantities, addresses, trials. */
@ExtendWith(SparkExtension.class)
class ContractRowsTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("contract-rows"));

  private static final Path FILES = Scratch.directory("contract-rows-files");

  private static String imported;

  @BeforeAll
  static void importRows() {
    write(
        "catalog.yaml",
        """
        meters: [{ id: storage, event_name: storage, aggregation: count }]
        products: [{ id: database, name: Database }, { id: search, name: Search }]
        plans:
          - id: cloud
            currency: USD
            cadence: monthly
            charges:
              - { id: storage, type: usage, product: database, meter: storage, price: { model: unit, unit_amount: "3" } }
              - { id: seats, type: recurring, product: search, amount: "10" }
        """);
    write(
        "rows/sellers.csv",
        """
        seller_id,name,country,tax_id,address,city,postal_code,iban,bic
        us,Example Inc.,US,12-345,1 Road,Springfield,12345,DE02120300000000202051,BIC
        """);
    write(
        "rows/accounts.jsonl",
        """
        {"account_id": "acme", "name": "Acme", "currency": "USD", "invoice_minimum": "1000", "country": "DE", "tax_id": "DE123", "tax_treatment": "reverse_charge", "purchase_order": "PO-7", "address": "Weg 1", "city": "Ulm", "postal_code": "89073"}
        {"account_id": "bolt", "name": "Bolt", "tax_treatment": "exempt", "tax_reason": "A school"}
        {"account_id": "coil", "name": "Coil"}
        """);
    write(
        "rows/subscriptions.json",
        """
        [{"subscription_id": "s1", "account_id": "acme", "plan_id": "cloud", "start_date": "2026-01-01", "trial_days": "0"},
         {"subscription_id": "s2", "account_id": "bolt", "plan_id": "cloud", "start_date": "2026-01-01"}]
        """);
    write(
        "rows/tax_rates.csv",
        """
        tax_rate_id,name,category,percent,country,from,until
        vat,VAT,S,19,DE,2026-01-01,2026-07-01
        vat,VAT,S,16.5,DE,2026-07-01,
        vat,None,O,0,,2026-01-01,
        """);
    write(
        "rows/price_adjustments.yaml",
        """
        - { price_adjustment_id: a1, subscription_id: s1, charge_id: storage, kind: percent,
            value: "-15", from: 2026-01-01, until: "" }
        - { price_adjustment_id: a2, subscription_id: s1, charge_id: storage, kind: override,
            value: "2.5", from: 2026-01-01, until: 2026-02-01 }
        """);
    write(
        "rows/quantities.csv", "subscription_id,charge_id,quantity,from\ns1,seats,10,2026-02-01\n");
    write(
        "rows/credit_grants.csv",
        """
        credit_grant_id,account_id,kind,amount,currency,valid_from,charges,products,every,rollover,void_from,percent
        g1,acme,prepaid,10,USD,2026-01-01,storage,database search,,,,
        g2,acme,promotional,10,USD,2026-01-01,,,monthly,0.5,2026-07-01,12.5
        """);
    write(
        "rows/commitments.yaml",
        """
        - { commitment_id: c1, account_id: acme, kind: postpaid, amount: "12000", currency: USD,
            start_date: 2026-01-01, end_date: 2027-01-01, products: "" }
        - { commitment_id: c2, account_id: acme, kind: prepaid, amount: "2000", fee: "1800",
            currency: USD, start_date: 2026-01-01, end_date: 2027-01-01, products: database,
            every: quarterly, installments: "2", tax: vat,
            overage_factor: "1.5" }
        """);
    LAKE.run("catalog", "apply", "--catalog", path("catalog.yaml")).done();
    imported = LAKE.run("accounts", "import", path("rows")).done();
  }

  @Test
  void storesEveryKind() {
    assertEquals(
        List.of("us,US,12-345,1 Road,Springfield,12345,DE02120300000000202051,BIC"),
        LAKE.rows(
            """
            SELECT seller_id, country, tax_id, address, city, postal_code, iban, bic FROM sellers
            """));
    assertEquals(
        List.of(
            "acme,DE,DE123,Weg 1,Ulm,89073,USD,1000.00,reverse_charge,null,PO-7",
            "bolt,null,null,null,null,null,null,null,exempt,A school,null",
            "coil,null,null,null,null,null,null,null,standard,null,null"),
        LAKE.rows(
            """
            SELECT account_id, country, tax_id, address, city, postal_code, currency,
              invoice_minimum, tax_treatment, tax_reason, purchase_order
            FROM accounts ORDER BY account_id
            """));
    assertEquals(
        List.of("s1,0", "s2,null"),
        LAKE.rows("SELECT subscription_id, trial_days FROM subscriptions ORDER BY ALL"));
    assertEquals(
        List.of(
            "vat,None,O,0,null,2026-01-01,null",
            "vat,VAT,S,19,DE,2026-01-01,2026-07-01",
            "vat,VAT,S,16.5,DE,2026-07-01,null"),
        LAKE.rows("SELECT * FROM tax_rates ORDER BY name, from_date"));
    assertEquals(
        List.of(
            "a1,s1,storage,percent,-15,2026-01-01,null",
            "a2,s1,storage,override,2.5,2026-01-01,2026-02-01"),
        LAKE.rows("SELECT * FROM price_adjustments ORDER BY price_adjustment_id"));
    assertEquals(List.of("s1,seats,10,2026-02-01"), LAKE.rows("SELECT * FROM quantities"));
    assertEquals(
        List.of(
            "g1,storage,database+search,null,null,null,null", "g2,,,monthly,0.5,2026-07-01,12.5"),
        LAKE.rows(
            """
            SELECT credit_grant_id, array_join(charges, '+'), array_join(products, '+'),
              every, rollover, void_from, percent
            FROM credit_grants ORDER BY credit_grant_id
            """));
    assertEquals(
        List.of(
            "c1,acme,postpaid,12000,null,USD,2026-01-01,2027-01-01,,null,null,null,null",
            "c2,acme,prepaid,2000,1800,USD,2026-01-01,2027-01-01,database,quarterly,2,vat,1.5"),
        LAKE.rows(
            """
            SELECT * EXCEPT (products, every, installments, tax, overage_factor),
              array_join(products, '+'), every, installments, tax, overage_factor
            FROM commitments ORDER BY commitment_id
            """));
  }

  @Test
  void saysWhatBecameOfEachKindAndImportingAgainWritesNothing() {
    Map<String, Long> before = LAKE.versions();

    String again = LAKE.run("accounts", "import", path("rows")).done();

    assertEquals(
        List.of(
            "sellers           1 added, 0 changed, 0 unchanged",
            "accounts          3 added, 0 changed, 0 unchanged",
            "subscriptions     2 added, 0 changed, 0 unchanged",
            "credit_grants     2 added, 0 changed, 0 unchanged",
            "commitments       2 added, 0 changed, 0 unchanged",
            "tax_rates         3 added, 0 changed, 0 unchanged",
            "price_adjustments 2 added, 0 changed, 0 unchanged",
            "quantities        1 added, 0 changed, 0 unchanged"),
        imported.lines().toList());
    assertTrue(again.contains("quantities        0 added, 0 changed, 1 unchanged"), again);
    assertEquals(before, LAKE.versions());
  }

  @Test
  void readsParquetWithDatesNumbersAndLists() {
    TestLake lake = LAKE.copy();
    parquet(
        "tax_rates",
        "'vat' AS tax_rate_id, 'TVA' AS name, 'S' AS category, CAST(20 AS DECIMAL(5, 2)) AS percent,"
            + " 'FR' AS country, DATE '2026-01-01' AS `from`, CAST(NULL AS DATE) AS until");
    parquet(
        "quantities",
        "'s2' AS subscription_id, 'seats' AS charge_id, 2.5D AS quantity,"
            + " DATE '2026-01-01' AS `from`");
    parquet(
        "price_adjustments",
        "'a9' AS price_adjustment_id, 's2' AS subscription_id, 'storage' AS charge_id,"
            + " 'fixed' AS kind, -0.5D AS value, DATE '2026-01-01' AS `from`");

    parquet(
        "commitments",
        "'c9' AS commitment_id, 'bolt' AS account_id, 'prepaid' AS kind, 12.5D AS amount,"
            + " 'USD' AS currency, DATE '2026-01-01' AS start_date, DATE '2026-07-01' AS end_date,"
            + " array('database', 'search') AS products");

    lake.run(
            "accounts",
            "import",
            path("commitments.parquet"),
            path("tax_rates.parquet"),
            path("quantities.parquet"),
            path("price_adjustments.parquet"))
        .done();

    assertEquals(
        List.of("TVA,20,FR,2026-01-01,null"),
        lake.rows(
            "SELECT name, percent, country, from_date, until_date FROM tax_rates"
                + " WHERE country = 'FR'"));
    assertEquals(
        List.of("12.5,2026-07-01,database+search"),
        lake.rows(
            "SELECT amount, end_date, array_join(products, '+') FROM commitments"
                + " WHERE commitment_id = 'c9'"));
    assertEquals(
        List.of("2.5"), lake.rows("SELECT quantity FROM quantities WHERE subscription_id = 's2'"));
    assertEquals(
        List.of("-0.5"),
        lake.rows("SELECT value FROM price_adjustments WHERE subscription_id = 's2'"));
  }

  @Test
  void nothingIsImportedWhereOneRowIsWrongAndAllAreListed() {
    Path rates =
        write(
            "wrong/tax_rates.csv",
            """
            tax_rate_id,name,category,percent,country,from
            vat,VAT,S,19,AT,2026-01-01
            vat,VAT,S,17,DE,2026-08-01
            """);
    Path quantities =
        write(
            "wrong/quantities.csv",
            "subscription_id,charge_id,quantity,from\ns1,storage,1,2026-01-01\n");
    Path grants =
        write(
            "wrong/credit_grants.csv",
            """
            credit_grant_id,account_id,amount,currency,valid_from,products
            g2,bolt,10,USD,2026-01-01,
            g3,acme,10,USD,2026-01-01,mail
            """);
    Path commitments =
        write(
            "wrong/commitments.csv",
            """
            commitment_id,account_id,kind,amount,currency,start_date,end_date,products
            c3,acme,postpaid,10,EUR,2027-01-01,2027-02-01,
            c4,acme,postpaid,10,USD,2026-12-01,2027-02-01,search
            c5,nobody,postpaid,10,USD,2026-12-01,2027-02-01,mail
            g1,bolt,prepaid,10,USD,2026-12-01,2027-02-01,
            """);
    Map<String, Long> before = LAKE.versions();

    Outcome outcome = LAKE.run("accounts", "import", path("wrong"));

    assertEquals(65, outcome.exitCode());
    assertTrue(
        outcome
            .err()
            .contains(
                rates
                    + ":3: tax_rates/vat/DE/2026-08-01/from: its days overlap those of"
                    + " 'vat/DE/2026-07-01', which holds from 2026-07-01 on"),
        outcome.err());
    assertTrue(
        outcome
            .err()
            .contains(
                quantities
                    + ":2: quantities/s1/storage/2026-01-01/charge_id: charge 'storage' is of type"
                    + " usage; quantities are for recurring and one_time charges"),
        outcome.err());
    assertTrue(
        outcome
            .err()
            .contains(
                grants
                    + ":2: credit_grants/g2/account_id: a grant that comes back stays with its"
                    + " account, 'acme'; end it with void_from, and grant another"),
        outcome.err());
    assertTrue(
        outcome
            .err()
            .contains(
                grants
                    + ":3: credit_grants/g3/products: unknown product with charges 'mail'; known:"
                    + " database, search"),
        outcome.err());
    for (String problem :
        List.of(
            ":2: commitments/c3/currency: account 'acme' buys in USD, not in EUR",
            ":3: commitments/c4/start_date: it counts what 'c1' counts, which holds from 2026-01-01"
                + " until 2027-01-01",
            ":4: commitments/c5/account_id: unknown account 'nobody'; known: acme, bolt, coil",
            ":4: commitments/c5/products: unknown product with charges 'mail'; known: database,"
                + " search",
            ":5: commitments/g1/commitment_id: 'g1' is the id of a credit grant")) {
      assertTrue(outcome.err().contains(commitments + problem), outcome.err());
    }
    assertEquals(before, LAKE.versions());
  }

  private static void parquet(String kind, String columns) {
    Sessions.open().sql("SELECT " + columns).coalesce(1).write().parquet(path(kind + ".parquet"));
  }

  private static String path(String name) {
    return FILES.resolve(name).toString();
  }

  private static Path write(String name, String text) {
    try {
      Path file = FILES.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
