package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is used, each hour of an account's clock has the commitment of its hour of the day: on
 * days of 23, 24.5 and 25 hours, and where clocks are half an hour or three quarters apart. What it
 * must cost is counted hour by hour.
 */
@ExtendWith(SparkExtension.class)
class CommittedHoursLawTest {

  private static final int SUBSCRIPTIONS = 24;

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "America/New_York",
          "Europe/Berlin",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Australia/Lord_Howe");

  /** About when clocks change in some of them, and when the price does. */
  private static final List<Instant> AWKWARD =
      List.of(
          Instant.parse("2026-03-08T07:00:00Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-04-04T15:00:00Z"),
          Instant.parse("2026-04-14T18:30:00Z"),
          Instant.parse("2026-10-03T15:30:00Z"),
          Instant.parse("2026-10-25T01:00:00Z"),
          Instant.parse("2026-11-01T06:00:00Z"));

  private static final LocalDate START = LocalDate.parse("2026-03-01");
  private static final LocalDate DEARER = LocalDate.parse("2026-04-15");

  private static final List<LocalDate> NIGHTS =
      List.of(
          LocalDate.parse("2026-03-20"),
          LocalDate.parse("2026-04-10"),
          LocalDate.parse("2026-12-03"));

  private static final String PRICE =
      "model: per_window, commitment: \"20\", commitment_by_hour: ["
          + "{ from: 9, until: 17, commitment: \"100\" }, { from: 0, until: 3, commitment: \"5\" }],"
          + " overage_factor: \"3\", true_up: true, price: { model: unit, unit_amount: \"1\" }";

  private record Event(int subscription, Instant time, int number) {

    ZonedDateTime clock() {
      return time.atZone(zone(subscription));
    }

    /** When its hour began, had the clock always gone as it does now. */
    Instant window() {
      LocalDateTime clock = clock().toLocalDateTime();
      return time.minus(Duration.between(clock.truncatedTo(ChronoUnit.HOURS), clock));
    }
  }

  private static final List<Event> EVENTS = new ArrayList<>();

  private static TestLake lake;
  private static TestLake inFull;

  @BeforeAll
  static void runTheNights() throws IOException {
    Random random = new Random(20_261_130L);
    Path files = Scratch.directory("committed-hours");
    writeContracts(files);
    lake = TestLake.at(Scratch.directory("committed-hours-lake"));
    Instant from = START.atStartOfDay(ZoneId.of("UTC")).toInstant().plus(Duration.ofDays(1));
    for (LocalDate night : NIGHTS) {
      Instant until = night.atStartOfDay(ZoneId.of("UTC")).toInstant();
      Files.write(files.resolve(night + ".jsonl"), lines(from, until, random));
      if (night.equals(NIGHTS.get(2))) {
        inFull = lake.copy();
        inFull.nightOver(files, night.toString(), "--full", "--most-due", "1000");
      }
      lake.nightOver(files, night.toString(), "--most-due", "1000");
      // Some of what lands with the next night is of the period that is open now.
      from = night.withDayOfMonth(2).atStartOfDay(ZoneId.of("UTC")).toInstant();
    }
  }

  private static List<String> lines(Instant from, Instant until, Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      for (int n = 20 + random.nextInt(40); n > 0; n--) {
        Event event = new Event(i, time(from, until, random), 1 + random.nextInt(80));
        EVENTS.add(event);
        lines.add(
            "{\"id\":\"%d\",\"at\":\"%s\",\"who\":\"a%d\",\"p\":{\"n\":\"%d\"}}"
                .formatted(EVENTS.size(), event.time(), i, event.number()));
      }
    }
    return lines;
  }

  private static Instant time(Instant from, Instant until, Random random) {
    Instant near =
        AWKWARD
            .get(random.nextInt(AWKWARD.size()))
            .plus(Duration.ofMinutes(15L * (random.nextInt(12) - 6)));
    boolean isFitting = !near.isBefore(from) && near.isBefore(until);
    long seconds = Duration.between(from, until).toSeconds();
    return isFitting && random.nextInt(4) > 0
        ? near
        : from.plusSeconds(Math.floorMod(random.nextLong(), seconds));
  }

  private static void writeContracts(Path directory) throws IOException {
    Path accounts = Files.createDirectories(directory.resolve("accounts"));
    Files.writeString(
        directory.resolve("source.yaml"),
        """
        source: units
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, time: at, account: who, properties: p }
        constants: { event_name: used }
        """);
    Files.writeString(
        directory.resolve("catalog.yaml"),
        """
        meters: [{ id: units, event_name: used, aggregation: sum, property: n, window: hour }]
        plan_templates: [{ id: months, currency: JPY, cadence: monthly, anchor: calendar }]
        plans:
          - id: alike
            extends: months
            charges:
              - id: units
                type: usage
                meter: units
                price: { %1$s }
          - id: dearer
            extends: months
            price_by: event_date
            charges:
              - id: units
                type: usage
                meter: units
                prices:
                  - { from: 2026-01-01, price: { %1$s } }
                  - from: 2026-04-15
                    price:
                      model: per_window
                      commitment: "30"
                      commitment_by_hour: [{ from: 1, until: 2, commitment: "7" }]
                      overage_factor: "2"
                      price: { model: unit, unit_amount: "2" }
        """
            .formatted(PRICE));
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    List<String> all = new ArrayList<>(List.of("account_id,name,time_zone"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      all.add("a%1$d,A%1$d,%2$s".formatted(i, zone(i)));
      subscriptions.add(
          "s%1$d,a%1$d,%2$s,%3$s".formatted(i, isDearer(i) ? "dearer" : "alike", START));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
  }

  private static ZoneId zone(int subscription) {
    return ZoneId.of(ZONES.get(subscription % ZONES.size()));
  }

  private static boolean isDearer(int subscription) {
    return subscription / ZONES.size() % 2 == 1;
  }

  @Test
  void everyHourHasTheCommitmentOfItsHourOfTheDay() {
    assertEquals(expected(), billed());
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }

  @Test
  void noWindowIsAtTwoHoursOfTheDay() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id, dimension_values FROM usage
            QUALIFY count(*) OVER (PARTITION BY subscription_id, dimension_values[size(dimension_values) - 2]) > 1
            """));
  }

  /** Else the law would hold of little. */
  @Test
  void clocksChangeWhereThereIsUsage() {
    assertTrue(
        EVENTS.stream()
            .anyMatch(
                event ->
                    event.clock().toString().startsWith("2026-11-01T01:")
                        && event.clock().getOffset().getTotalSeconds() == -5 * 3600),
        "an hour that is repeated");
    Instant moved = Instant.parse("2026-10-03T15:30:00Z");
    assertTrue(
        EVENTS.stream()
            .filter(event -> event.clock().getZone().getId().equals("Australia/Lord_Howe"))
            .anyMatch(e -> !e.time().isBefore(moved) && e.window().isBefore(moved)),
        "a window that is named by an instant of another hour");
  }

  private static Map<String, Long> billed() {
    Map<String, Long> amounts = new TreeMap<>();
    for (String row :
        lake.rows(
            """
            SELECT concat(subscription_id, ' ', period_start), CAST(sum(amount) AS BIGINT)
            FROM invoice_lines GROUP BY ALL
            """)) {
      String[] fields = row.split(",", -1);
      amounts.put(fields[0], Long.parseLong(fields[1]));
    }
    return amounts;
  }

  private static Map<String, Long> expected() {
    Map<String, Map<Instant, List<Event>>> windows = new TreeMap<>();
    LocalDate open = NIGHTS.get(2).withDayOfMonth(1);
    for (Event event : EVENTS) {
      LocalDate day = event.clock().toLocalDate();
      if (!day.isBefore(START) && day.isBefore(open)) {
        windows
            .computeIfAbsent(
                "s%d %s".formatted(event.subscription(), day.withDayOfMonth(1)),
                any -> new TreeMap<>())
            .computeIfAbsent(event.window(), any -> new ArrayList<>())
            .add(event);
      }
    }
    Map<String, Long> amounts = new TreeMap<>();
    windows.forEach(
        (key, of) ->
            amounts.put(key, of.values().stream().mapToLong(CommittedHoursLawTest::cost).sum()));
    assertTrue(amounts.size() > 100, () -> "only " + amounts.size());
    return amounts;
  }

  private static long cost(List<Event> ofHour) {
    ZonedDateTime clock = ofHour.get(0).clock();
    int hour = clock.getHour();
    long used = ofHour.stream().mapToLong(Event::number).sum();
    if (isDearer(ofHour.get(0).subscription()) && !clock.toLocalDate().isBefore(DEARER)) {
      long commitment = hour == 1 ? 7 : 30;
      return 2 * used + Math.max(0, 2 * used - commitment);
    }
    long commitment = hour < 3 ? 5 : hour >= 9 && hour < 17 ? 100 : 20;
    return used <= commitment ? commitment : commitment + 3 * (used - commitment);
  }
}
