package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever comes late, is amended or withdrawn after its period was invoiced, and whichever nights
 * hear of it: what was billed for a period and what corrected it come, charge by charge, to what
 * one bills who has known everything from the start. Sums, maxima, unique and latest values, tiers,
 * packages, matrices, minimums of charges, plans and invoices, caps, composites and free events are
 * among the prices. {@code -Dtests.corrected} says of how many subscriptions; 200 with {@code
 * -Plong}.
 */
@ExtendWith(SparkExtension.class)
class CorrectionsLawTest {

  private static final int SUBSCRIPTIONS = Integer.getInteger("lakebill.corrected", 36);

  private static final LocalDate FROM = LocalDate.parse("2026-01-01");

  /** The second and third hear of months before; on the last all of them is known. */
  private static final List<String> NIGHTS =
      List.of("2026-02-01", "2026-02-17", "2026-03-01", "2026-04-01");

  private static final List<String> PLANS =
      List.of("tiers", "matrix", "least", "peaks", "free", "ignores");

  /** One whose price is agreed on anew, before the last night, for all of its time. */
  private static final int CHANGED = 6;

  private static TestLake lake;
  private static TestLake atOnce;
  private static final List<String> DRAFTED = new ArrayList<>();
  private static final List<String> QUOTED = new ArrayList<>();

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261201);
    Path files = Scratch.directory("corrections");
    write(files);
    List<List<String>> landings = new ArrayList<>();
    NIGHTS.forEach(night -> landings.add(new ArrayList<>()));
    Map<String, String> last = new TreeMap<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      for (LocalDate day = FROM;
          day.isBefore(LocalDate.parse("2026-04-01"));
          day = day.plusDays(1)) {
        if (random.nextInt(6) == 0) {
          history(i, day, random, landings, last);
        }
      }
    }
    lake = TestLake.at(Scratch.directory("corrections-lake"));
    for (int night = 0; night < NIGHTS.size(); night++) {
      if (night == NIGHTS.size() - 1) {
        Files.writeString(
            files.resolve("accounts/price_adjustments.csv"),
            "price_adjustment_id,subscription_id,charge_id,kind,value,from\nnew,s%d,units,percent,-10,2026-01-01\n"
                .formatted(CHANGED));
        landings
            .get(night)
            .add(
                "{\"id\":\"late\",\"at\":\"2026-01-07T00:00:00Z\",\"who\":\"a%d\",\"v\":1,\"p\":{\"n\":\"7\",\"zone\":\"eu\"}}"
                    .formatted(CHANGED));
      }
      Files.write(files.resolve(NIGHTS.get(night) + ".jsonl"), landings.get(night));
      lake.nightOver(files, NIGHTS.get(night));
      if (night == 1) {
        quote(NIGHTS.get(night));
      }
    }
    lake.nightly("2026-04-02").done();
    Path known = Scratch.directory("corrections-known");
    write(known);
    Files.write(known.resolve("all.jsonl"), last.values());
    atOnce = TestLake.at(Scratch.directory("corrections-at-once"));
    atOnce.nightOver(known, "2026-04-02");
  }

  /** Some of the invoices that corrections wait on, as they are drafted and as they are quoted. */
  private static void quote(String night) {
    for (String row :
        lake.rows(
            """
            SELECT invoice_id, min(subscription_id) FROM draft_invoice_lines
            WHERE charge_type = 'correction' GROUP BY 1 ORDER BY 2 LIMIT 4
            """)) {
      String[] fields = row.split(",", -1);
      DRAFTED.addAll(
          lake.rows(
              """
              SELECT line_number, subscription_id, line_type, description, amount, tax
              FROM draft_invoice_lines WHERE invoice_id = '%s' ORDER BY 1
              """
                  .formatted(fields[0])));
      TestLake.json(lake.run("quote", "--subscription", fields[1], "--as-of", night, "--json"))
          .get("invoices")
          .forEach(
              invoice -> {
                if (invoice.get("invoice_id").asText().equals(fields[0])) {
                  invoice.get("invoice_lines").forEach(line -> QUOTED.add(text(line)));
                }
              });
    }
  }

  private static String text(JsonNode line) {
    return Stream.of("line_number", "subscription_id", "line_type", "description", "amount", "tax")
        .map(name -> line.get(name).asText())
        .collect(Collectors.joining(","));
  }

  private static void write(Path files) throws IOException {
    Path accounts = Calls.versioned(files);
    List<String> all =
        new ArrayList<>(List.of("account_id,name,invoice_minimum,currency,paid_by,country"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date,end_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      boolean isPaidFor = i % 9 == 4;
      boolean hasMinimum = i % 4 == 1 && !isPaidFor;
      String currency = i % 4 == 2 && !isPaidFor ? "EUR" : "";
      all.add(
          "a%1$d,A%1$d,%2$s,%3$s,%4$s,DE"
              .formatted(
                  i,
                  hasMinimum ? "30.00" : "",
                  hasMinimum ? "USD" : currency,
                  isPaidFor ? "a" + (i + 3) : ""));
      subscriptions.add(
          "s%1$d,a%1$d,%2$s,%3$s,%4$s"
              .formatted(
                  i,
                  plan(i),
                  FROM.plusDays(i % 5 == 0 ? i % 20 : 0),
                  i % 7 == 3 ? "2026-02-10" : ""));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.writeString(
        accounts.resolve("exchange_rates.csv"),
        "from_currency,to_currency,date,rate\nUSD,EUR,2025-12-01,0.9173\n");
    Files.writeString(
        accounts.resolve("tax_rates.csv"),
        "tax_rate_id,name,category,country,from,until,percent\nvat,VAT,S,DE,2025-01-01,,19\n");
    Files.writeString(files.resolve("catalog.yaml"), CATALOG);
  }

  private static String plan(int subscription) {
    return PLANS.get(subscription % PLANS.size());
  }

  /** One event: in time or late, then perhaps amended, then perhaps withdrawn. */
  private static void history(
      int subscription,
      LocalDate day,
      Random random,
      List<List<String>> landings,
      Map<String, String> last) {
    String id = "%d-%s".formatted(subscription, day);
    int night = 0;
    while (LocalDate.parse(NIGHTS.get(night)).isBefore(day.plusDays(1))) {
      night++;
    }
    for (int version = 1; night < NIGHTS.size(); version++) {
      boolean isLate = random.nextInt(5) == 0;
      night += isLate ? 1 + random.nextInt(2) : version == 1 ? 0 : NIGHTS.size();
      if (night >= NIGHTS.size()) {
        break;
      }
      boolean isWithdrawn = version > 1 && random.nextInt(3) == 0;
      String line =
          isWithdrawn
              ? "{\"id\":\"%s\",\"op\":\"deprecate\"}".formatted(id)
              : "{\"id\":\"%s\",\"at\":\"%s\",\"who\":\"a%d\",\"v\":%d,\"p\":{\"n\":\"%d\",\"zone\":\"%s\"}}"
                  .formatted(
                      id,
                      day.atStartOfDay()
                          .plusSeconds(random.nextInt(86_400))
                          .toInstant(ZoneOffset.UTC),
                      subscription,
                      version,
                      random.nextInt(60),
                      List.of("eu", "us").get(random.nextInt(2)));
      landings.get(night).add(line);
      if (isWithdrawn) {
        last.remove(id);
        break;
      }
      last.put(id, line);
    }
  }

  private static final String CATALOG =
      """
      meters:
        - { id: calls, event_name: call, aggregation: count }
        - { id: units, event_name: call, aggregation: sum, property: n }
        - { id: zones, event_name: call, aggregation: sum, property: n, dimensions: [zone] }
        - { id: peak, event_name: call, aggregation: max, property: n }
        - { id: kinds, event_name: call, aggregation: unique_count, property: n }
        - { id: latest, event_name: call, aggregation: latest, property: n }
      plan_templates: [ { id: months, currency: USD, cadence: monthly, anchor: calendar, tax: vat } ]
      plans:
        - id: tiers
          extends: months
          charges:
            - { id: base, type: recurring, amount: "5.00", timing: advance }
            - id: units
              type: usage
              meter: units
              cap: "90"
              price: { model: tiered, tiers: [ { last_unit: "40", unit_amount: "1", flat_amount: "2" }, { unit_amount: "0.333" } ] }
            - { id: calls, type: usage, meter: calls, price: { model: package, package_size: "3", package_amount: "4.00" } }
        - id: matrix
          extends: months
          charges:
            - id: zones
              type: usage
              meter: zones
              price: { model: matrix, dimensions: [zone], cells: [ { zone: eu, unit_amount: "0.125" } ], default_unit_amount: "0.0775" }
            - { id: fee, type: recurring, amount: "3.00", timing: arrears }
            - { id: support, type: composite, percent: "7.5", of: [zones] }
        - id: least
          extends: months
          minimum: "25.00"
          charges:
            - { id: units, type: usage, meter: units, price: { model: unit, unit_amount: "0.1" }, minimum: "4.00" }
            - { id: calls, type: usage, meter: calls, price: { model: bulk, tiers: [ { last_unit: "4", unit_amount: "2" }, { unit_amount: "1" } ] } }
        - id: peaks
          extends: months
          charges:
            - { id: peak, type: usage, meter: peak, price: { model: unit, unit_amount: "0.5" } }
            - { id: kinds, type: usage, meter: kinds, price: { model: unit, unit_amount: "0.7" } }
            - { id: latest, type: usage, meter: latest, price: { model: unit, unit_amount: "0.01" } }
        - id: free
          extends: months
          late_usage: credit_note
          charges:
            - { id: units, type: usage, meter: units, price: { model: percentage, percent: "10", free_events: 2, fixed_amount: "0.10", event_minimum: "0.50" } }
        - id: ignores
          extends: months
          late_usage: ignore
          charges:
            - { id: units, type: usage, meter: units, price: { model: unit, unit_amount: "0.1" } }
      """;

  @Test
  void whatWasBilledAndWhatCorrectsItComeToWhatIsRight() {
    Map<String, String> expected = billed(atOnce);
    Map<String, String> billed = billed(lake);

    assertTrue(expected.size() > 4 * SUBSCRIPTIONS, "there is much to bill");
    assertEquals(different(expected, billed), different(billed, expected));
  }

  private static Map<String, String> different(Map<String, String> some, Map<String, String> from) {
    Map<String, String> different = new TreeMap<>(some);
    different.entrySet().removeIf(entry -> entry.getValue().equals(from.get(entry.getKey())));
    return different;
  }

  /** What the minimum of an invoice is corrected by stands with a subscription. */
  private static Map<String, String> billed(TestLake of) {
    Map<String, String> amounts = new TreeMap<>();
    of.rows(
            """
            SELECT concat_ws(' ', IF(charge_id = 'invoice_minimum', account_id, coalesce(charged_account_id, account_id)), charge_id, period_start), sum(amount)
            FROM invoice_lines GROUP BY ALL HAVING sum(amount) <> 0
            """)
        .forEach(
            row -> {
              String[] fields = row.split(",", -1);
              int account = account(fields[0]);
              if (!plan(account).equals("ignores") && account != CHANGED) {
                amounts.put(fields[0], fields[1]);
              }
            });
    return amounts;
  }

  private static int account(String line) {
    return Integer.parseInt(line.substring(1, line.indexOf(' ')));
  }

  @Test
  void aQuoteHasTheCorrectionsThatWait() {
    assertTrue(DRAFTED.stream().filter(line -> line.contains("correction,")).count() >= 4);
    assertEquals(DRAFTED, QUOTED);
  }

  @Test
  void thereIsMuchToCorrectInEachPlan() {
    assertEquals(
        List.of("free", "least", "matrix", "peaks", "tiers"),
        lake.rows(
            """
            SELECT plan_id FROM invoice_lines WHERE charge_type = 'correction' GROUP BY 1
            HAVING count_if(amount > 0) > 0 AND count_if(amount < 0) > 0 AND count(*) > 9
            ORDER BY 1
            """));
  }

  @Test
  void whatNeedsTermsThatNobodyKnowsIsLeftAloneAndTold() {
    assertEquals(
        List.of("s" + CHANGED + ",2026-01-01"),
        lake.rows(
            """
            SELECT subscription_id, period_start FROM billing_issues
            WHERE issue = 'uncorrected_usage' AND contains(message, 'its invoice cannot be made again as it was, because units of s')
              AND period_start = DATE '2026-01-01'
            """));
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT * FROM invoice_lines l JOIN invoices i ON i.invoice_id = l.invoice_id
            WHERE line_type = 'correction' AND subscription_id = 's%d' AND issue_date >= DATE '2026-04-01'
            """
                .formatted(CHANGED)));
  }

  @Test
  void nothingElseIsLeft() {
    assertEquals(
        List.of("s" + CHANGED),
        lake.rows(
            "SELECT DISTINCT subscription_id FROM billing_issues WHERE issue LIKE '%corrected_usage'"));
    assertTrue(
        lake.rows("SELECT 1 FROM draft_invoice_lines WHERE line_type = 'correction'").isEmpty());
  }
}
