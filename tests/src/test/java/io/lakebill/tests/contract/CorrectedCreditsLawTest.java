package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * January's usage comes late and is withdrawn after it was invoiced with discounts, or paid with
 * credits in units, that are of January alone. After two nights that correct it the customer owes,
 * and the credits have, what they would if all had been known; what cannot be corrected is told.
 */
@ExtendWith(SparkExtension.class)
class CorrectedCreditsLawTest {

  private static final int ACCOUNTS = 36;

  private static final List<String> NIGHTS = List.of("2026-02-01", "2026-02-10", "2026-02-20");

  private static TestLake lake;
  private static TestLake atOnce;

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261202);
    Path files = Scratch.directory("corrected-credits");
    Path known = Scratch.directory("corrected-credits-known");
    write(files);
    write(known);
    List<List<String>> landings = new ArrayList<>();
    NIGHTS.forEach(night -> landings.add(new ArrayList<>()));
    List<String> last = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (int n = 0; n < 8; n++) {
        String id = account + "-" + n;
        String event =
            "{\"id\":\"%s\",\"at\":\"2026-01-1%dT00:00:00Z\",\"who\":\"a%d\",\"v\":1,\"p\":{\"n\":\"%d\"}}"
                .formatted(id, n, account, 1 + random.nextInt(29));
        int heard = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        int withdrawn = random.nextInt(3) == 0 ? heard + 1 + random.nextInt(2) : NIGHTS.size();
        landings.get(heard).add(event);
        if (withdrawn < NIGHTS.size()) {
          landings.get(withdrawn).add("{\"id\":\"%s\",\"op\":\"deprecate\"}".formatted(id));
        } else {
          last.add(event);
        }
      }
    }
    lake = TestLake.at(Scratch.directory("corrected-credits-lake"));
    for (int night = 0; night < NIGHTS.size(); night++) {
      Files.write(files.resolve(NIGHTS.get(night) + ".jsonl"), landings.get(night));
      lake.nightOver(files, NIGHTS.get(night));
    }
    lake.nightly("2026-03-01").done();
    Files.write(known.resolve("all.jsonl"), last);
    atOnce = TestLake.at(Scratch.directory("corrected-credits-at-once"));
    atOnce.nightOver(known, "2026-03-01");
  }

  private static void write(Path files) throws IOException {
    Path accounts = Calls.versioned(files);
    List<String> customers = new ArrayList<>(List.of("account_id,name"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    List<String> grants =
        new ArrayList<>(
            List.of(
                "credit_grant_id,account_id,kind,amount,percent,currency,valid_from,valid_until"));
    for (int i = 0; i < ACCOUNTS; i++) {
      customers.add("a%d,A%1$d".formatted(i));
      String plan = i % 3 == 2 ? "units" : "money";
      subscriptions.add("s%d,a%1$d,%s,2026-01-01".formatted(i, plan));
      grants.add(
          switch (i % 3) {
            case 0 ->
                "g%d,a%1$d,promotional,%d,,EUR,2026-01-01,2026-02-01".formatted(i, 40 + 5 * i);
            case 1 -> "g%d,a%1$d,promotional,,25,EUR,2026-01-01,2026-02-01".formatted(i);
            default -> "g%d,a%1$d,prepaid,%d,,CCU,2026-01-01,2026-02-01".formatted(i, 30 + 4 * i);
          });
    }
    Files.write(accounts.resolve("accounts.csv"), customers);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.write(accounts.resolve("credit_grants.csv"), grants);
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        pricing_units: [ { id: CCU, decimals: 2 } ]
        meters: [ { id: calls, event_name: call, aggregation: sum, property: n } ]
        plans:
          - id: money
            currency: EUR
            cadence: monthly
            anchor: calendar
            charges:
              - { id: fee, type: recurring, amount: "10", timing: arrears }
              - { id: calls, type: usage, meter: calls, price: { model: tiered, tiers: [ { last_unit: "60", unit_amount: "1" }, { unit_amount: "0.7" } ] } }
          - id: units
            currency: EUR
            cadence: monthly
            anchor: calendar
            charges:
              - { id: fee, type: recurring, amount: "10", timing: arrears }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1", currency: CCU } }
            overage: [ { unit: CCU, unit_amount: "0.5" } ]
        """);
  }

  @Test
  void theCustomerOwesWhatIsRight() {
    Map<String, BigDecimal> right = owed(atOnce);
    Map<String, BigDecimal> owed = owed(lake);
    List<String> told = told();

    assertTrue(told.size() < ACCOUNTS / 4, told::toString);
    right.forEach(
        (account, amount) -> {
          if (!told.contains(account)) {
            BigDecimal off = owed.get(account).subtract(amount).abs();
            // A percentage is rounded on every invoice.
            int cents = account(account) % 3 == 1 ? 2 : 0;
            assertTrue(
                off.compareTo(BigDecimal.valueOf(cents, 2)) <= 0,
                () -> account + " owes " + owed.get(account) + ", not " + amount);
          }
        });
  }

  @Test
  void theCreditsHaveWhatIsRight() {
    Map<String, BigDecimal> right = burned(atOnce);
    Map<String, BigDecimal> burned = burned(lake);
    List<String> told = told();

    right.keySet().removeIf(account -> told.contains(account) || account(account) % 3 == 1);
    burned.keySet().retainAll(right.keySet());
    assertEquals(right, burned);
    assertTrue(
        lake.rows("SELECT DISTINCT unit FROM credit_ledger WHERE entry = 'return'").size() == 2);
  }

  @Test
  void allOfItIsSealedAndAddsUp() {
    assertEquals(0, lake.run("audit", "invoices").exitCode());
    assertEquals(
        List.of("correction", "net_correction"),
        lake.rows(
            "SELECT DISTINCT line_type FROM invoice_lines WHERE charge_type = 'correction' ORDER BY"
                + " 1"));
  }

  private static int account(String id) {
    return Integer.parseInt(id.substring(1));
  }

  private static List<String> told() {
    return lake.rows(
        "SELECT DISTINCT account_id FROM billing_issues WHERE issue = 'uncorrected_usage'");
  }

  /** For January. */
  private static Map<String, BigDecimal> owed(TestLake of) {
    return amounts(
        of,
        """
        SELECT account_id, sum(amount - discount) FROM invoice_lines
        WHERE period_start = DATE '2026-01-01' GROUP BY account_id
        """);
  }

  private static Map<String, BigDecimal> burned(TestLake of) {
    return amounts(
        of,
        """
        SELECT account_id, sum(amount) FROM credit_ledger
        WHERE ledger_account = 'burned' GROUP BY account_id
        """);
  }

  private static Map<String, BigDecimal> amounts(TestLake of, String sql) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    of.rows(sql)
        .forEach(
            row ->
                amounts.put(
                    row.substring(0, row.indexOf(',')),
                    new BigDecimal(row.substring(row.indexOf(',') + 1)).setScale(2)));
    return amounts;
  }
}
