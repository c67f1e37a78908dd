package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Usage that is billed before its period ends, once it comes to the plan's threshold: whatever is
 * used and whichever nights there are, each period is billed what it costs, and nights bill ahead
 * when they should. What they must bill is counted night by night.
 */
@ExtendWith(SparkExtension.class)
class UsageThresholdLawTest {

  private static final int SUBSCRIPTIONS = 30;

  private static final LocalDate START = LocalDate.parse("2026-01-01");

  /** Of the patient plan, January waits on its 1 February, and is billed on the 12th. */
  private static final List<LocalDate> NIGHTS =
      List.of("2026-01-10", "2026-01-20", "2026-02-01", "2026-02-12", "2026-03-06").stream()
          .map(LocalDate::parse)
          .toList();

  private record Used(int subscription, LocalDate day, int number) {}

  private static final List<Used> USED = new ArrayList<>();
  private static TestLake lake;
  private static List<String> before;
  private static List<String> again;

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261130);
    Path files = Scratch.directory("threshold");
    Path accounts = Calls.in(files);
    List<String> all = new ArrayList<>(List.of("account_id,name"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      all.add("a%1$d,A%1$d".formatted(i));
      subscriptions.add("s%1$d,a%1$d,%2$s,%3$s".formatted(i, plan(i), START));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.writeString(files.resolve("catalog.yaml"), CATALOG);
    lake = TestLake.at(Scratch.directory("threshold-lake"));
    LocalDate from = START;
    for (LocalDate night : NIGHTS) {
      Files.write(files.resolve(night + ".jsonl"), lines(from, night, random));
      lake.nightOver(files, night.toString());
      from = night;
    }
    before = lake.rows("SELECT number, total FROM invoices ORDER BY number");
    lake.nightly(from.toString(), "--again").done();
    again = lake.rows("SELECT number, total FROM invoices ORDER BY number");
  }

  private static List<String> lines(LocalDate from, LocalDate until, Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
        if (random.nextInt(4) == 0) {
          USED.add(new Used(i, day, 1 + random.nextInt(20 + 4 * i)));
          lines.add(
              "{\"id\":\"%d\",\"at\":\"%s\",\"who\":\"a%d\",\"p\":{\"n\":\"%d\"}}"
                  .formatted(
                      USED.size(),
                      day.atStartOfDay()
                          .plusSeconds(random.nextInt(86_400))
                          .toInstant(ZoneOffset.UTC),
                      i,
                      USED.get(USED.size() - 1).number()));
        }
      }
    }
    return lines;
  }

  private static String plan(int subscription) {
    return List.of("plain", "tiers", "patient").get(subscription % 3);
  }

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: sum, property: n } ]
      plan_templates:
        - { id: months, currency: JPY, cadence: monthly, anchor: calendar, usage_threshold: "200" }
      plans:
        - id: plain
          extends: months
          charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" } } ]
        - id: tiers
          extends: months
          minimum: "500"
          charges:
            - { id: fee, type: recurring, amount: "100" }
            - id: calls
              type: usage
              meter: calls
              price: { model: tiered, tiers: [ { last_unit: "150", unit_amount: "2" }, { unit_amount: "1" } ] }
            - { id: share, type: composite, percent: "10", of: [ calls ] }
        - id: patient
          extends: months
          grace_days: 5
          usage_threshold: "150"
          charges:
            - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" } }
            - { id: more, type: usage, meter: calls, price: { model: unit, unit_amount: "2" } }
      """;

  @Test
  void nightsBillWhatHasComeToTheThresholdAndEndsBillTheRest() {
    Map<String, Long> expected = expected();

    assertTrue(
        expected.keySet().stream().filter(key -> !key.endsWith("-01")).count() > SUBSCRIPTIONS,
        "many are billed before the end: " + expected);
    expected.values().removeIf(amount -> amount == 0);
    assertEquals(expected, billed());
  }

  @Test
  void whatWasBilledBeforeTheEndIsTakenOffThereAndNoMore() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id, charge_id, sum(amount) FROM billed_time
            WHERE charge_type = 'interim' AND start_date < '2026-02-01'
            GROUP BY ALL HAVING sum(amount) <> 0
            """));
  }

  @Test
  void theSameNightBillsNothingTwice() {
    assertEquals(before, again);
    assertEquals(0, lake.run("audit", "events").exitCode());
  }

  private static Map<String, Long> billed() {
    Map<String, Long> amounts = new TreeMap<>();
    lake.rows(
            """
            SELECT concat(subscription_id, ' ', billing_date), CAST(sum(amount) AS BIGINT)
            FROM invoice_lines GROUP BY ALL HAVING sum(amount) <> 0
            """)
        .forEach(
            row -> {
              String[] fields = row.split(",", -1);
              amounts.put(fields[0], Long.parseLong(fields[1]));
            });
    return amounts;
  }

  private static Map<String, Long> expected() {
    Map<String, Long> amounts = new TreeMap<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      int grace = plan(i).equals("patient") ? 5 : 0;
      LocalDate open = START;
      Map<LocalDate, Long> taken = new TreeMap<>();
      for (LocalDate night : NIGHTS) {
        LocalDate month = night.withDayOfMonth(1);
        long left = usage(i, month, night) - taken.getOrDefault(month, 0L);
        if (left >= threshold(i)) {
          amounts.put("s%d %s".formatted(i, night), left);
          taken.merge(month, left, Long::sum);
        }
        for (; !open.plusMonths(1).plusDays(grace).isAfter(night); open = open.plusMonths(1)) {
          amounts.put(
              "s%d %s".formatted(i, open.plusMonths(1)),
              total(i, open) - taken.getOrDefault(open, 0L));
        }
      }
    }
    return amounts;
  }

  private static int threshold(int subscription) {
    return plan(subscription).equals("patient") ? 150 : 200;
  }

  /** What the usage of a month costs that is known on a night. */
  private static long usage(int subscription, LocalDate month, LocalDate night) {
    long used =
        USED.stream()
            .filter(one -> one.subscription() == subscription && one.day().isBefore(night))
            .filter(one -> one.day().withDayOfMonth(1).equals(month))
            .mapToLong(Used::number)
            .sum();
    return switch (plan(subscription)) {
      case "tiers" -> used + Math.min(used, 150);
      case "patient" -> 3 * used;
      default -> used;
    };
  }

  private static long total(int subscription, LocalDate month) {
    long usage = usage(subscription, month, LocalDate.MAX);
    return plan(subscription).equals("tiers")
        ? Math.max(500, 100 + usage + Math.round(usage / 10.0))
        : usage;
  }
}
