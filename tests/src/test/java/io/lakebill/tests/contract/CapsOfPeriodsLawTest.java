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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A cap of several billing periods: whatever is used, and whichever nights bill it, the periods
 * that share a cap never come to more, and each costs what is left of it at most. Subscriptions
 * begin on random days; what they must pay is counted day by day.
 */
@ExtendWith(SparkExtension.class)
class CapsOfPeriodsLawTest {

  private static final int SUBSCRIPTIONS = 40;

  private static final LocalDate FROM = LocalDate.parse("2026-01-01");

  /** The second has several months behind it, the last one and a half. */
  private static final List<String> NIGHTS = List.of("2026-02-10", "2026-06-01", "2026-07-15");

  private static final Map<String, Integer> PERIODS =
      Map.of("quarters", 3, "pairs", 2, "least", 3, "anniversaries", 4);

  private record Used(int subscription, LocalDate day, int number) {}

  private static TestLake lake;
  private static TestLake atOnce;
  private static final List<Used> USED = new ArrayList<>();
  private static final List<LocalDate> STARTS = new ArrayList<>();

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261130);
    Path files = Scratch.directory("caps");
    Path accounts = Calls.in(files);
    List<String> all = new ArrayList<>(List.of("account_id,name"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      STARTS.add(FROM.plusDays(random.nextInt(28)));
      all.add("a%1$d,A%1$d".formatted(i));
      subscriptions.add("s%1$d,a%1$d,%2$s,%3$s".formatted(i, plan(i), STARTS.get(i)));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.writeString(files.resolve("catalog.yaml"), CATALOG);
    lake = TestLake.at(Scratch.directory("caps-lake"));
    atOnce = TestLake.at(Scratch.directory("caps-at-once"));
    LocalDate from = FROM;
    for (String night : NIGHTS) {
      LocalDate until = LocalDate.parse(night);
      Files.write(files.resolve(night + ".jsonl"), lines(from, until, random));
      lake.nightOver(files, night);
      from = until;
    }
    atOnce.nightOver(files, NIGHTS.get(NIGHTS.size() - 1));
  }

  private static List<String> lines(LocalDate from, LocalDate until, Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      LocalDate first = STARTS.get(i).isAfter(from) ? STARTS.get(i) : from;
      for (LocalDate day = first; day.isBefore(until); day = day.plusDays(1)) {
        if (random.nextInt(5) == 0) {
          USED.add(new Used(i, day, 1 + random.nextInt(60)));
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
    return List.of("quarters", "pairs", "least", "anniversaries").get(subscription % 4);
  }

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: sum, property: n } ]
      plan_templates: [ { id: months, currency: JPY, cadence: monthly, anchor: calendar } ]
      plans:
        - id: quarters
          extends: months
          charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" }, cap: "400", cap_periods: 3 } ]
        - id: pairs
          extends: months
          charges:
            - id: calls
              type: usage
              meter: calls
              cap: "500"
              cap_periods: 2
              price: { model: tiered, tiers: [ { last_unit: "100", unit_amount: "3" }, { unit_amount: "1" } ] }
        - id: least
          extends: months
          anchor: anniversary
          charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" }, minimum: "150", cap: "400", cap_periods: 3 } ]
        - id: anniversaries
          extends: months
          anchor: anniversary
          charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" }, cap: "300", cap_periods: 4 } ]
      """;

  private static int cap(String plan) {
    return Map.of("quarters", 400, "pairs", 500, "least", 400, "anniversaries", 300).get(plan);
  }

  @Test
  void periodsThatShareACapComeToNoMore() {
    Map<String, Long> expected = expected();

    assertTrue(
        expected.values().stream().filter(amount -> amount == 0).count() > SUBSCRIPTIONS / 4,
        "many are beyond their cap");
    expected.values().removeIf(amount -> amount == 0);
    assertEquals(expected, billed(lake));
  }

  @Test
  void itDoesNotMatterWhichNightsBill() {
    assertEquals(billed(lake), billed(atOnce));
  }

  private static Map<String, Long> billed(TestLake of) {
    Map<String, Long> amounts = new TreeMap<>();
    of.rows(
            """
            SELECT concat(subscription_id, ' ', period_start), CAST(sum(amount) AS BIGINT)
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
    LocalDate last = LocalDate.parse(NIGHTS.get(NIGHTS.size() - 1));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      Map<Integer, Long> left = new HashMap<>();
      for (int index = 0; !edge(i, index + 1).isAfter(last); index++) {
        LocalDate from = edge(i, index);
        long most = left.getOrDefault(index / PERIODS.get(plan(i)), (long) cap(plan(i)));
        long amount = Math.min(most, costs(plan(i), used(i, from, edge(i, index + 1))));
        amounts.put("s%d %s".formatted(i, from), amount);
        left.put(index / PERIODS.get(plan(i)), most - amount);
      }
    }
    return amounts;
  }

  /** The first day of a period. */
  private static LocalDate edge(int subscription, int index) {
    LocalDate start = STARTS.get(subscription);
    boolean isAnniversary = List.of("least", "anniversaries").contains(plan(subscription));
    return isAnniversary || index == 0
        ? start.plusMonths(index)
        : start.withDayOfMonth(1).plusMonths(index);
  }

  private static long used(int subscription, LocalDate from, LocalDate until) {
    return USED.stream()
        .filter(one -> one.subscription() == subscription)
        .filter(one -> !one.day().isBefore(from) && one.day().isBefore(until))
        .mapToLong(Used::number)
        .sum();
  }

  private static long costs(String plan, long used) {
    return switch (plan) {
      case "pairs" -> used + 2 * Math.min(used, 100);
      case "least" -> Math.max(used, 150);
      default -> used;
    };
  }
}
