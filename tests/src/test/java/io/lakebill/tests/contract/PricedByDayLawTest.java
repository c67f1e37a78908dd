package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Whatever is used and whenever it lands, with {@code price_by: event_date} it costs what its day
 * says by the clock of its account, though versions of prices and what is agreed with single
 * subscriptions come to be known between nights and move while their period is open. What it must
 * cost is counted event by event.
 */
@ExtendWith(SparkExtension.class)
class PricedByDayLawTest {

  private static final int SUBSCRIPTIONS = 60;

  private static final List<String> ZONES =
      List.of("UTC", "America/Los_Angeles", "Asia/Tokyo", "Europe/Berlin", "Pacific/Kiritimati");

  private static final List<String> PLANS = List.of("units", "tiers", "regions", "peaks", "one");

  private static final List<String> REGIONS = List.of("eu", "us");

  /** The night, and the days from which there are new prices, as they are known by then. */
  private static final Map<LocalDate, List<String>> NIGHTS =
      new TreeMap<>(
          Map.of(
              LocalDate.parse("2026-06-20"), List.of("2026-01-01", "2026-06-11"),
              LocalDate.parse("2026-07-05"), List.of("2026-01-01", "2026-06-11", "2026-07-16"),
              LocalDate.parse("2026-08-04"), List.of("2026-01-01", "2026-06-11", "2026-07-21")));

  /** Of some subscriptions, the days between which all costs twice as much, as known by a night. */
  private static final Map<LocalDate, List<String>> AGREED =
      new TreeMap<>(
          Map.of(
              LocalDate.parse("2026-06-20"), List.of("2026-06-08/2026-06-15"),
              LocalDate.parse("2026-07-05"), List.of("2026-06-11/2026-06-18", "2026-06-20/"),
              LocalDate.parse("2026-08-04"),
                  List.of("2026-06-11/2026-06-18", "2026-06-20/2026-07-25")));

  private static final String KNOWN_IN_THE_END = "2026-01-01,2026-06-11,2026-07-21";

  private record Event(int subscription, Instant time, String region, int number) {}

  private static TestLake lake;
  private static TestLake inFull;
  private static List<Event> events;
  private static List<String> segmentsInJune;

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20261130);
    Path files = Scratch.directory("priced-by-day");
    Path accounts = Calls.in(files);
    List<String> all = new ArrayList<>(List.of("account_id,name,time_zone"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      all.add("a%1$d,A%1$d,%2$s".formatted(i, zone(i)));
      subscriptions.add("s%1$d,a%1$d,%2$s,2026-06-01".formatted(i, plan(i)));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    lake = TestLake.at(Scratch.directory("priced-by-day-lake"));
    events = new ArrayList<>();
    Instant from = Instant.parse("2026-06-01T12:00:00Z");
    LocalDate last = LocalDate.parse("2026-08-04");
    for (var night : NIGHTS.entrySet()) {
      Files.writeString(files.resolve("catalog.yaml"), catalog(night.getValue()));
      Files.write(accounts.resolve("price_adjustments.csv"), agreed(AGREED.get(night.getKey())));
      Instant until = Instant.parse(night.getKey() + "T00:00:00Z");
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < SUBSCRIPTIONS; i++) {
        for (int n = random.nextInt(9); n > 0; n--) {
          lines.add(line(event(i, from, until, random)));
        }
      }
      Files.write(files.resolve(night.getKey() + ".jsonl"), lines);
      if (night.getKey().equals(last)) {
        inFull = lake.copy();
        inFull.nightOver(files, last.toString(), "--full");
      }
      lake.nightOver(files, night.getKey().toString());
      if (segmentsInJune == null) {
        segmentsInJune =
            lake.rows(
                """
                SELECT DISTINCT segment_start, segment_end, segment_start_utc, segment_end_utc FROM usage
                JOIN accounts USING (account_id)
                WHERE time_zone = 'Asia/Tokyo' AND plan_id <> 'one'
                  AND subscription_id NOT IN (SELECT subscription_id FROM price_adjustments) ORDER BY ALL
                """);
      }
      // Some of what lands with the next night is of the period that is open now.
      from = YearMonth.from(night.getKey()).atDay(1).atStartOfDay(ZoneId.of("UTC")).toInstant();
      from = from.plusSeconds(86_400);
    }
  }

  private static Event event(int subscription, Instant from, Instant until, Random random) {
    long seconds = until.getEpochSecond() - from.getEpochSecond();
    Instant time = from.plusSeconds(Math.floorMod(random.nextLong(), seconds));
    if (random.nextInt(3) == 0) {
      // Around the midnights at which prices change.
      String day =
          List.of("2026-06-11", "2026-06-18", "2026-07-16", "2026-07-21", "2026-07-25")
              .get(random.nextInt(5));
      Instant midnight = LocalDate.parse(day).atStartOfDay(zone(subscription)).toInstant();
      Instant near = midnight.plusSeconds(random.nextInt(-2, 2));
      time = near.isBefore(from) || !near.isBefore(until) ? time : near;
    }
    Event event =
        new Event(subscription, time, REGIONS.get(random.nextInt(2)), 1 + random.nextInt(60));
    events.add(event);
    return event;
  }

  private static String line(Event event) {
    return "{\"id\":\"%d\",\"at\":\"%s\",\"who\":\"a%d\",\"p\":{\"n\":\"%d\",\"region\":\"%s\"}}"
        .formatted(
            events.size(), event.time(), event.subscription(), event.number(), event.region());
  }

  /** Which of what is agreed with some a subscription has; none for the first of three. */
  private static int agreedWith(int subscription) {
    return subscription / PLANS.size() % 3 - 1;
  }

  private static List<String> agreed(List<String> days) {
    List<String> rows =
        new ArrayList<>(
            List.of("price_adjustment_id,subscription_id,charge_id,kind,value,from,until"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      int which = agreedWith(i);
      if (which >= 0 && which < days.size()) {
        String[] edges = days.get(which).split("/", -1);
        rows.add("twice-%1$d,s%1$d,calls,percent,100,%2$s,%3$s".formatted(i, edges[0], edges[1]));
      }
    }
    return rows;
  }

  private static ZoneId zone(int subscription) {
    return ZoneId.of(ZONES.get(subscription % ZONES.size()));
  }

  private static String plan(int subscription) {
    return PLANS.get(subscription % PLANS.size());
  }

  /** Each version costs so many times what the first does. */
  private static String catalog(List<String> days) {
    return """
        meters:
          - { id: calls, event_name: call, aggregation: sum, property: n, dimensions: [region] }
          - { id: peaks, event_name: call, aggregation: max, property: n, window: day }
        plan_templates:
          - { id: months, currency: JPY, cadence: monthly, anchor: calendar, price_by: event_date }
        plans:
        """
        + plan("units", days, "model: unit, unit_amount: \"%1$d\"")
        + plan(
            "tiers",
            days,
            "model: tiered, tiers: [ { last_unit: \"100\", unit_amount: \"%2$d\" },"
                + " { unit_amount: \"%1$d\" } ]")
        + plan(
            "regions",
            days,
            "model: matrix, dimensions: [region], cells: [ { region: eu, unit_amount: \"%1$d\" },"
                + " { region: us, unit_amount: \"%2$d\" } ]")
        + plan(
            "peaks", days, "model: window_maximum, price: { model: unit, unit_amount: \"%1$d\" }")
        + plan("one", days.subList(0, 1), "model: unit, unit_amount: \"%1$d\"");
  }

  private static String plan(String id, List<String> days, String price) {
    String prices =
        Stream.iterate(0, i -> i < days.size(), i -> i + 1)
            .map(
                i ->
                    "{ from: %s, price: { %s } }"
                        .formatted(days.get(i), price.formatted(i + 1, 3 * (i + 1))))
            .collect(Collectors.joining(", "));
    return """
          - id: %s
            extends: months
            charges: [ { id: calls, type: usage, meter: %s, prices: [ %s ] } ]
        """
        .formatted(id, id.equals("peaks") ? id : "calls", prices);
  }

  @Test
  void everyEventCostsWhatItsDaySays() {
    assertEquals(expected(), billed(lake));
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }

  @Test
  void usageSaysWhichDaysItIsOf() {
    assertEquals(
        List.of(
            "2026-06-01,2026-06-11,2026-05-31T15:00:00Z,2026-06-10T15:00:00Z",
            "2026-06-11,2026-07-01,2026-06-10T15:00:00Z,2026-06-30T15:00:00Z"),
        segmentsInJune);
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
    Map<String, List<Event>> byPeriod =
        events.stream()
            .filter(event -> day(event).isBefore(LocalDate.parse("2026-08-01")))
            .filter(event -> !day(event).isBefore(LocalDate.parse("2026-06-01")))
            .collect(
                Collectors.groupingBy(
                    event -> "s%d %s".formatted(event.subscription(), day(event).withDayOfMonth(1)),
                    TreeMap::new,
                    Collectors.toList()));
    Map<String, Long> amounts = new TreeMap<>();
    byPeriod.forEach(
        (key, all) -> {
          amounts.put(
              key,
              switch (plan(all.get(0).subscription())) {
                case "tiers" -> tiers(all);
                case "peaks" -> peaks(all);
                default -> all.stream().mapToLong(PricedByDayLawTest::alone).sum();
              });
        });
    assertTrue(amounts.size() > SUBSCRIPTIONS, "most months have usage");
    return amounts;
  }

  private static LocalDate day(Event event) {
    return event.time().atZone(zone(event.subscription())).toLocalDate();
  }

  private static int version(Event event) {
    if (plan(event.subscription()).equals("one")) {
      return factor(event);
    }
    List<String> days = List.of(KNOWN_IN_THE_END.split(",", -1));
    return factor(event)
        * (int) days.stream().filter(from -> !day(event).isBefore(LocalDate.parse(from))).count();
  }

  private static int factor(Event event) {
    int which = agreedWith(event.subscription());
    if (which < 0) {
      return 1;
    }
    String[] edges = AGREED.get(LocalDate.parse("2026-08-04")).get(which).split("/", -1);
    boolean isTwice =
        !day(event).isBefore(LocalDate.parse(edges[0]))
            && day(event).isBefore(LocalDate.parse(edges[1]));
    return isTwice ? 2 : 1;
  }

  private static long alone(Event event) {
    boolean isDear = plan(event.subscription()).equals("regions") && event.region().equals("us");
    return (isDear ? 3L : 1L) * version(event) * event.number();
  }

  /** The greatest number of each day. */
  private static long peaks(List<Event> all) {
    Map<LocalDate, Long> greatest = new TreeMap<>();
    all.forEach(event -> greatest.merge(day(event), alone(event), Math::max));
    return greatest.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of the units of a month, in the order of time, the first hundred cost three times as much. */
  private static long tiers(List<Event> all) {
    List<Event> inOrder = new ArrayList<>(all);
    inOrder.sort(Comparator.comparing(Event::time));
    long used = 0;
    long amount = 0;
    for (Event event : inOrder) {
      long dear = Math.max(0, Math.min(event.number(), 100 - used));
      amount += version(event) * (3 * dear + event.number() - dear);
      used += event.number();
    }
    return amount;
  }
}
