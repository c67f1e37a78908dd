package io.lakebill.tests.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Seeded events of members who come and go in the spring of 2026, with the contracts they are of.
 * Many are at midnights and at the same instant, some land a month late, some are corrected or
 * withdrawn later on.
 */
final class RandomMembers {

  private static final int SUBSCRIPTIONS = 36;

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "America/New_York",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Pacific/Kiritimati",
          "America/Havana");

  /** Clocks change on the first two. */
  private static final List<String> DAYS =
      List.of("2026-03-08", "2026-04-05", "2026-03-11", "2026-04-01", "2026-04-21");

  private static final Instant FIRST = Instant.parse("2026-02-27T00:00:00Z");

  private static final LocalDate BILLED_FIRST = LocalDate.parse("2026-04-05");

  private final Random random;
  private final Map<String, Event> events = new TreeMap<>();
  private int ids;
  private boolean isLate;
  private boolean isWithdrawnAfterBilling;

  RandomMembers(long seed) {
    random = new Random(seed);
  }

  /**
   * What an event says.
   *
   * @param member null where it says nothing
   * @param action null where it says nothing
   */
  record Event(
      String id,
      int version,
      int subscription,
      Instant time,
      String member,
      String action,
      String team) {

    LocalDate day() {
      return time.atZone(zone(subscription)).toLocalDate();
    }

    /** The dimension values that its usage has. */
    String group() {
      return plan(subscription).equals("teams") ? String.valueOf(team) : "";
    }

    boolean isUsable() {
      return member != null
          && (!seesHistory(subscription) || "joined".equals(action) || "left".equals(action));
    }

    boolean comes() {
      return !seesHistory(subscription) || "joined".equals(action);
    }

    String line() {
      return "{\"id\":\"%s\",\"v\":%d,\"at\":\"%s\",\"who\":\"a%d\",\"p\":{%s\"n\":\"1\"}}"
          .formatted(
              id,
              version,
              time,
              subscription,
              property("member", member) + property("action", action) + property("team", team));
    }

    private static String property(String name, String value) {
      return value == null ? "" : "\"%s\":\"%s\",".formatted(name, value);
    }
  }

  static LocalDate start(int subscription) {
    return LocalDate.parse(subscription % 4 == 1 ? "2026-03-11" : "2026-03-01");
  }

  static LocalDate end(int subscription) {
    return LocalDate.parse(subscription % 5 == 2 ? "2026-04-21" : "2030-01-01");
  }

  /** Without an operation nobody leaves, and each period begins anew. */
  static boolean seesHistory(int subscription) {
    return !plan(subscription).equals("seen");
  }

  private static String plan(int subscription) {
    return List.of("members", "teams", "seen").get(subscription / ZONES.size() % 3);
  }

  private static ZoneId zone(int subscription) {
    return ZoneId.of(ZONES.get(subscription % ZONES.size()));
  }

  /** Writes the catalog, who buys, and how events are to be read. */
  void writeContracts(Path directory) throws IOException {
    Path accounts = Files.createDirectories(directory.resolve("accounts"));
    Files.writeString(
        directory.resolve("source.yaml"),
        """
        source: directory
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, version: v, action: op, time: at, account: who, properties: p }
        constants: { event_name: membership }
        """);
    Files.writeString(
        directory.resolve("catalog.yaml"),
        """
        meters:
          - id: members
            event_name: membership
            aggregation: prorated_unique_count
            property: member
            operation: { property: action, add: joined, remove: left }
            dimensions: [team]
          - { id: seen, event_name: membership, aggregation: prorated_unique_count, property: member }
        plan_templates:
          - { id: months, currency: USD, cadence: monthly, anchor: calendar }
        plans:
          - id: members
            extends: months
            charges: [{ id: a, type: usage, meter: members, price: { model: unit, unit_amount: "30" } }]
          - id: teams
            extends: months
            charges:
              - id: a
                type: usage
                meter: members
                price: { model: matrix, dimensions: [team], default_unit_amount: "30", cells: [{ team: none, unit_amount: "0" }] }
          - id: seen
            extends: months
            charges: [{ id: a, type: usage, meter: seen, price: { model: unit, unit_amount: "30" } }]
        """);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    List<String> all = new ArrayList<>(List.of("account_id,name,time_zone"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date,end_date"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      all.add("a%1$d,A%1$d,%2$s".formatted(i, zone(i)));
      subscriptions.add("s%1$d,a%1$d,%2$s,%3$s,%4$s".formatted(i, plan(i), start(i), end(i)));
    }
    Files.write(accounts.resolve("accounts.csv"), all);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
  }

  /** Rows of what lands before a night: new events, of old times too, corrections, withdrawals. */
  List<String> landBefore(LocalDate asOf) {
    List<String> rows = new ArrayList<>();
    List<Event> before = List.copyOf(events.values());
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      for (int n = random.nextInt(14); n > 0; n--) {
        rows.add(added(event("e" + ids++ * 7919 % 100_003, 1, i, asOf)));
      }
    }
    for (Event event : before) {
      switch (random.nextInt(12)) {
        case 0 ->
            rows.add(added(event(event.id(), event.version() + 1, event.subscription(), asOf)));
        case 1 -> {
          events.remove(event.id());
          isWithdrawnAfterBilling |=
              asOf.isAfter(BILLED_FIRST)
                  && event.isUsable()
                  && seesHistory(event.subscription())
                  && event.day().isBefore(BILLED_FIRST.withDayOfMonth(1));
          rows.add("{\"id\":\"%s\",\"op\":\"deprecate\"}".formatted(event.id()));
        }
        default -> {}
      }
    }
    return rows;
  }

  private String added(Event event) {
    events.put(event.id(), event);
    return event.line();
  }

  private Event event(String id, int version, int subscription, LocalDate asOf) {
    Event event =
        new Event(
            id,
            version,
            subscription,
            time(subscription, asOf),
            random.nextInt(12) == 0 ? null : "m" + random.nextInt(4),
            oneOf("joined", "joined", "joined", "left", "left", "renamed", null),
            oneOf("red", "blue", null));
    isLate |= asOf.isAfter(BILLED_FIRST) && event.day().isBefore(BILLED_FIRST.withDayOfMonth(1));
    return event;
  }

  private Instant time(int subscription, LocalDate asOf) {
    Instant until = asOf.atStartOfDay(ZoneId.of("UTC")).toInstant();
    long seconds = until.getEpochSecond() - FIRST.getEpochSecond();
    Instant any = FIRST.plusSeconds(Math.floorMod(random.nextLong(), seconds));
    Instant midnight =
        LocalDate.parse(oneOf(DAYS.toArray(String[]::new)))
            .atStartOfDay(zone(subscription))
            .toInstant();
    Instant near = midnight.plusSeconds(random.nextInt(-1, 2) * 3600L);
    return random.nextInt(3) > 0 || !near.isBefore(until) ? any : near;
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** The events that count, as far as they have landed, in the order of time. */
  List<Event> known() {
    return events.values().stream()
        .sorted(Comparator.comparing(Event::time).thenComparing(Event::id))
        .toList();
  }

  /** Whether somebody who left returns on the same day. */
  boolean isReturningOnTheDayOfLeaving() {
    List<Event> usable =
        known().stream().filter(e -> e.isUsable() && seesHistory(e.subscription())).toList();
    return usable.stream()
        .filter(left -> !left.comes())
        .anyMatch(
            left ->
                usable.stream()
                    .anyMatch(
                        back ->
                            back.comes()
                                && back.subscription() == left.subscription()
                                && left.member().equals(back.member())
                                && back.group().equals(left.group())
                                && back.time().isAfter(left.time())
                                && back.day().equals(left.day())));
  }

  /** Whether what counted for a billed month was withdrawn later. */
  boolean isWithdrawnAfterBilling() {
    return isWithdrawnAfterBilling;
  }

  /** Whether something landed late for a billed month. */
  boolean isLateForABilledMonth() {
    return isLate;
  }
}
