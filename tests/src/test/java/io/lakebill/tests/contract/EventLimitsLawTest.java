package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What events cost that have limits one by one, however they land: 1% of each payment, 2% from July
 * on, between 0.50 and 8, alone, by region, and beside two free ones up to 300. A third has ten
 * percent off. What they must cost is counted payment by payment.
 */
@ExtendWith(SparkExtension.class)
class EventLimitsLawTest {

  private static final int ACCOUNTS = 40;

  private static final List<String> PLANS = List.of("each", "regions", "free", "lower");

  private static final List<String> NIGHTS = List.of("2026-06-20", "2026-07-05", "2026-08-04");

  private static final String CATALOG =
      """
      meters:
        - { id: payments, event_name: call, aggregation: sum, property: n, dimensions: [region] }
        - { id: greatest, event_name: call, aggregation: max, property: n }
      plan_templates: [ { id: months, currency: USD, cadence: monthly, anchor: calendar } ]
      plans:
      """
          + plan("each", "%s")
          + plan("regions", "model: grouped, dimensions: [region], price: { %s }")
          + plan("free", "%s, free_events: 2, free_amount: \"300\"")
          + plan("lower", "%s")
          + plan("peak", "%s").replace("meter: payments", "meter: greatest");

  private record Payment(int account, int id, Instant time, String region, BigDecimal amount) {}

  private static final List<Payment> PAYMENTS = new ArrayList<>();

  private static TestLake lake;
  private static TestLake inFull;

  private static String plan(String id, String price) {
    String june = price.formatted(percentage(1));
    String july = price.formatted(percentage(2));
    return """
          - id: %s
            extends: months
            charges:
              - { id: fee, type: usage, meter: payments, prices: [ { from: 2026-06-01, price: { %s } }, { from: 2026-07-01, price: { %s } } ] }
        """
        .formatted(id, june, july);
  }

  private static String percentage(int percent) {
    return "model: percentage, percent: \"%d\", fixed_amount: \"0.10\", event_minimum: \"0.50\", event_maximum: \"8\""
        .formatted(percent);
  }

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261201);
    Path files = Scratch.directory("event-limits");
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(files.resolve("catalog.yaml"), CATALOG);
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: payments
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, time: at, account: who, properties: p }
        constants: { event_name: call }
        """);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    csv(accounts, "accounts", "account_id,name", "a%1$d,A%1$d");
    csv(
        accounts,
        "subscriptions",
        "subscription_id,account_id,plan_id,start_date",
        "s%1$d,a%1$d,%2$s,2026-06-01");
    onPlanPeak(accounts);
    Files.write(
        accounts.resolve("price_adjustments.csv"),
        IntStream.range(-1, ACCOUNTS)
            .filter(i -> i < 0 || plan(i).equals("lower"))
            .mapToObj(
                i ->
                    i < 0
                        ? "price_adjustment_id,subscription_id,charge_id,kind,value,from"
                        : "p%1$d,s%1$d,fee,percent,-10,2026-06-01".formatted(i))
            .toList());
    lake = TestLake.at(Scratch.directory("event-limits-lake"));
    Instant from = Instant.parse("2026-06-01T00:00:00Z");
    for (String night : NIGHTS) {
      Instant until = Instant.parse(night + "T00:00:00Z");
      List<String> lines = new ArrayList<>();
      for (int account = 0; account < ACCOUNTS; account++) {
        for (int n = random.nextInt(6); n > 0; n--) {
          lines.add(line(payment(account, from, until, random)));
        }
      }
      if (night.equals(NIGHTS.get(0))) {
        lines.add(
            "{\"id\":\"peak\",\"at\":\"2026-06-02T00:00:00Z\",\"who\":\"peak\",\"p\":{\"n\":\"7\"}}");
      }
      Files.write(files.resolve(night + ".jsonl"), lines);
      if (night.equals("2026-08-04")) {
        inFull = lake.copy();
        inFull.nightOver(files, night, "--full");
      }
      lake.nightOver(files, night);
      // What lands with the next night may come before all that is known of an open month.
      from = LocalDate.parse(night).withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
  }

  private static void onPlanPeak(Path accounts) throws IOException {
    Files.writeString(accounts.resolve("accounts.csv"), "peak,Peak\n", StandardOpenOption.APPEND);
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        "s-peak,peak,peak,2026-06-01\n",
        StandardOpenOption.APPEND);
  }

  private static void csv(Path folder, String name, String header, String row) throws IOException {
    List<String> rows = new ArrayList<>(List.of(header));
    for (int i = 0; i < ACCOUNTS; i++) {
      rows.add(row.formatted(i, plan(i)));
    }
    Files.write(folder.resolve(name + ".csv"), rows);
  }

  private static Payment payment(int account, Instant from, Instant until, Random random) {
    long seconds = until.getEpochSecond() - from.getEpochSecond();
    // Some at the same time, so that their ids decide.
    long some = Math.floorMod(random.nextLong(), seconds) / 43_200 * 43_200;
    int cents = random.nextInt(3) == 0 ? 10_000 : random.nextInt(-5_000, 120_000);
    Payment payment =
        new Payment(
            account,
            PAYMENTS.size(),
            from.plusSeconds(some),
            random.nextBoolean() ? "eu" : "us",
            BigDecimal.valueOf(cents, 2));
    PAYMENTS.add(payment);
    return payment;
  }

  private static String line(Payment one) {
    return "{\"id\":\"%04d\",\"at\":\"%s\",\"who\":\"a%d\",\"p\":{\"n\":\"%s\",\"region\":\"%s\"}}"
        .formatted(one.id(), one.time(), one.account(), one.amount(), one.region());
  }

  private static String plan(int account) {
    return PLANS.get(account % PLANS.size());
  }

  @Test
  void eachPaymentCostsWhatItCostsAlone() {
    Map<String, String> billed = new TreeMap<>();
    lake.rows(
            """
            SELECT subscription_id, period_start, CAST(sum(amount) AS DECIMAL(18, 2))
            FROM invoice_lines GROUP BY ALL HAVING sum(amount) <> 0
            """)
        .forEach(
            row -> {
              String[] fields = row.split(",", -1);
              billed.put(fields[0] + " " + fields[1], fields[2]);
            });
    Map<String, String> expected = expected();
    Set<String> months = new TreeSet<>(expected.keySet());
    months.addAll(billed.keySet());
    assertEquals(
        List.of(),
        months.stream()
            .filter(
                month -> !expected.getOrDefault(month, "").equals(billed.getOrDefault(month, "")))
            .map(month -> month + ": " + expected.get(month) + ", not " + billed.get(month))
            .toList());
  }

  /** What a maximum is made of is no amount of events, so its price is not guessed. */
  @Test
  void onlyWhatIsNoSumOfEventsIsHeld() {
    assertEquals(
        List.of("peak"),
        lake.rows("SELECT DISTINCT account_id FROM draft_invoices WHERE state = 'held'"));
    assertTrue(
        lake.value("SELECT max(held_reason) FROM draft_invoices WHERE state = 'held'")
            .contains("the price limits what each event costs, but the events were only counted"));
  }

  /** August is open; what of it is drafted comes to what payments cost alone. */
  @Test
  void aQuoteOverTheLakeIsTheDraft() {
    for (int account = 0; account < 2 * PLANS.size(); account++) {
      String id = "s" + account;
      JsonNode quote =
          TestLake.json(lake.run("quote", "--subscription", id, "--as-of", "2026-08-04", "--json"));
      List<String> quoted = new ArrayList<>();
      quote
          .get("invoices")
          .forEach(invoice -> invoice.get("invoice_lines").forEach(line -> quoted.add(told(line))));
      List<String> drafted = new ArrayList<>();
      TestLake.json(
              lake.run(
                  "sql",
                  "--json",
                  "SELECT * FROM draft_invoice_lines WHERE subscription_id = '%s'".formatted(id)))
          .forEach(line -> drafted.add(told(line)));
      Collections.sort(quoted);
      Collections.sort(drafted);
      assertEquals(drafted, quoted, id);
    }
    assertNotEquals("0", lake.value("SELECT count(*) FROM draft_invoice_lines WHERE amount <> 0"));
  }

  private static String told(JsonNode line) {
    return line.get("period_start").asText()
        + " "
        + line.get("description").asText()
        + " "
        + new BigDecimal(line.get("amount").asText()).stripTrailingZeros();
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }

  private static Map<String, String> expected() {
    Map<String, String> amounts = new TreeMap<>();
    PAYMENTS.stream()
        .filter(one -> one.time().isBefore(Instant.parse("2026-08-01T00:00:00Z")))
        .collect(
            Collectors.groupingBy(
                one -> "s%d %s-01".formatted(one.account(), one.time().toString().substring(0, 7))))
        .forEach(
            (key, all) -> {
              BigDecimal amount = amount(all).setScale(2, RoundingMode.HALF_UP);
              if (amount.signum() != 0) {
                amounts.put(key, amount.stripTrailingZeros().toPlainString());
              }
            });
    return amounts;
  }

  private static BigDecimal amount(List<Payment> ofAMonth) {
    List<Payment> inOrder = new ArrayList<>(ofAMonth);
    inOrder.sort(Comparator.comparing(Payment::time).thenComparing(Payment::id));
    String plan = plan(inOrder.get(0).account());
    boolean isJune = inOrder.get(0).time().toString().startsWith("2026-06");
    BigDecimal off = new BigDecimal(plan.equals("lower") ? "0.9" : "1");
    BigDecimal rate = new BigDecimal(isJune ? "0.01" : "0.02").multiply(off);
    BigDecimal fee = new BigDecimal("0.10").multiply(off);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal upTo = BigDecimal.ZERO;
    for (int i = 0; i < inOrder.size(); i++) {
      BigDecimal charged = inOrder.get(i).amount();
      if (plan.equals("free") && i < 2) {
        BigDecimal before = upTo;
        upTo = upTo.add(charged);
        charged = beyond(upTo).subtract(beyond(before));
        if (upTo.abs().compareTo(new BigDecimal("300")) <= 0) {
          sum = sum.add(charged.multiply(rate));
          continue;
        }
      }
      BigDecimal cost =
          charged
              .abs()
              .multiply(rate)
              .add(fee)
              .max(new BigDecimal("0.50"))
              .min(new BigDecimal("8"));
      sum = inOrder.get(i).amount().signum() < 0 ? sum.subtract(cost) : sum.add(cost);
    }
    return sum;
  }

  private static BigDecimal beyond(BigDecimal total) {
    BigDecimal size = total.abs().subtract(new BigDecimal("300")).max(BigDecimal.ZERO);
    return total.signum() < 0 ? size.negate() : size;
  }
}
