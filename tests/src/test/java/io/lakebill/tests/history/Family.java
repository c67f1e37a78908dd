package io.lakebill.tests.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Two accounts with a subscription, a plan and a key each, and a random history of what is said of
 * them. Each event has a value of its own, a power of four, so that a quantity says which events it
 * is made of, and that it has each of them once.
 */
final class Family {

  /** More powers of four than these are no quantity. */
  static final int EVENTS = 30;

  /** So many kinds of events are told apart by filters. */
  private static final int KINDS = 5;

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "America/Los_Angeles",
          "Asia/Tokyo",
          "Pacific/Kiritimati",
          "Europe/Berlin",
          "Asia/Kathmandu");

  private static final List<String> CADENCES =
      List.of("weekly", "biweekly", "monthly", "monthly", "monthly", "quarterly");

  /** Those of fees, if they have any. */
  private static final List<String> OWN_CADENCES =
      List.of("", "", "weekly", "monthly", "quarterly");

  private final int number;
  private final Random random;
  private int drawn;
  private int counted;
  private final List<Member> members = new ArrayList<>();

  /** One of the two. */
  private final class Member {
    private final String id;
    private String zone = any(ZONES);
    private String seller = any(List.of("eu", "us"));
    private String paidBy;
    private String keyOf;
    private char plan = 'p';
    private LocalDate start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(20));
    private LocalDate end;
    private final List<String> plans = new ArrayList<>();
    private final List<String> quantities = new ArrayList<>();

    private Member(String id) {
      this.id = id;
      paidBy = id;
      keyOf = id;
      plans.add(planOf('p'));
      plans.add(planOf('q'));
    }

    private String planOf(char letter) {
      return """
          - id: %s-%s
            name: Plan
            currency: USD
            cadence: %s
            anchor: %s
            trial_days: %d
            charges:
              - { id: ahead, name: Ahead, type: recurring, amount: "31.00", timing: advance, every: %d%s }
              - { id: behind, name: Behind, type: recurring, amount: "62.00", timing: arrears%s }
              - { id: once, name: Once, type: one_time, amount: "5.00" }
              - { id: calls, name: Calls, type: usage, meter: calls, price: { model: unit, unit_amount: "0.01" } }
        """
          .formatted(
              letter,
              id,
              any(CADENCES),
              any(List.of("calendar", "anniversary")),
              random.nextInt(4) == 0 ? 10 : 0,
              random.nextInt(3) == 0 ? 3 : 1,
              ownCadence(),
              ownCadence());
    }

    /** Of a random of its own, so that the rest of a history stays what it was without. */
    private String ownCadence() {
      int one = new Random(1_000L * number + drawn++).nextInt(OWN_CADENCES.size());
      return OWN_CADENCES.get(one).isEmpty() ? "" : ", cadence: " + OWN_CADENCES.get(one);
    }

    /** How often a fee counts, from some day before or after today; of a random of its own, too. */
    private void count(LocalDate today) {
      Random own = new Random(2_000L * number + counted++);
      String charge = own.nextBoolean() ? "ahead" : "behind";
      LocalDate from = today.plusDays(own.nextInt(60) - 30);
      String row = "s-%s,%s,%d,%s".formatted(id, charge, own.nextInt(4), from);
      quantities.removeIf(
          other -> other.startsWith("s-" + id + "," + charge) && other.endsWith(from.toString()));
      quantities.add(row);
    }

    /** Something that is said of it changes. */
    private void change(LocalDate today) {
      switch (random.nextInt(9)) {
        case 0 -> start = start.plusDays(random.nextInt(31) - 15);
        case 1 -> end = today.plusDays(random.nextInt(60) - 40);
        case 2 -> end = null;
        case 3 -> plan = plan == 'p' ? 'q' : 'p';
        case 4 -> plans.set(plan - 'p', planOf(plan));
        case 5 -> zone = any(ZONES);
        case 6 -> seller = any(List.of("eu", "us"));
        case 7 -> keyOf = any(members).id;
        default -> paidBy = any(members).id;
      }
      if (end != null && !end.isAfter(start)) {
        end = start.plusDays(1);
      }
    }
  }

  Family(int number, long seed) {
    this.number = number;
    this.random = new Random(seed * 1_000_003 + number);
    members.add(new Member("a" + number));
    members.add(new Member("b" + number));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Some of what is said of them changes, or nothing. */
  void change(LocalDate today) {
    members.forEach(member -> member.count(today));
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      any(members).change(today);
    }
  }

  /** Events as lines of JSON by the night before which they land. */
  List<List<String>> events(List<LocalDate> nights) {
    List<List<String>> landings = new ArrayList<>();
    nights.forEach(night -> landings.add(new ArrayList<>()));
    long first = LocalDate.of(2025, 12, 28).toEpochDay() * 24;
    long hours = nights.get(nights.size() - 1).toEpochDay() * 24 - first;
    for (int i = 0; i < EVENTS; i++) {
      Instant time =
          Instant.ofEpochSecond((first + (long) (random.nextDouble() * hours)) * 3600)
              .plusSeconds(random.nextInt(3600));
      if (random.nextInt(4) == 0) {
        // Around the end of a month, where clocks disagree.
        time =
            LocalDate.of(2026, 1 + random.nextInt(5), 1)
                .atStartOfDay()
                .plusHours(random.nextInt(40) - 20)
                .toInstant(ZoneOffset.UTC);
      }
      landings
          .get(random.nextInt(nights.size()))
          .add(
              "{\"id\":\"%d-%d\",\"at\":\"%s\",\"who\":\"%s\",\"v\":\"%s\",\"kind\":\"%d\"}"
                  .formatted(number, i, time, name(), value(i).toPlainString(), i % KINDS));
    }
    return landings;
  }

  private String name() {
    Member one = any(members);
    return any(List.of("key-" + one.id, "key-" + one.id, one.id, "s-" + one.id));
  }

  /** The value of an event. */
  static BigDecimal value(int event) {
    return BigDecimal.valueOf(4).pow(event);
  }

  String plans() {
    StringBuilder all = new StringBuilder();
    members.forEach(member -> member.plans.forEach(all::append));
    return all.toString();
  }

  List<String> accounts() {
    return members.stream().map(m -> String.join(",", m.id, "Name", m.zone, m.seller)).toList();
  }

  List<String> keys() {
    return members.stream().map(m -> "key-" + m.id + "," + m.keyOf).toList();
  }

  List<String> subscriptions() {
    return members.stream()
        .map(
            m ->
                "s-%s,%s,%s-%s,%s,%s"
                    .formatted(m.id, m.paidBy, m.plan, m.id, m.start, m.end == null ? "" : m.end))
        .toList();
  }

  List<String> quantities() {
    return members.stream().flatMap(member -> member.quantities.stream()).toList();
  }

  /** The days from which and until which its subscriptions run, by subscription. */
  List<List<Object>> terms() {
    List<List<Object>> terms = new ArrayList<>();
    for (Member member : members) {
      List<Object> one = new ArrayList<>(List.of("s-" + member.id, member.start));
      one.add(member.end);
      terms.add(one);
    }
    return terms;
  }

  /** The events that a quantity is made of, or a failure if it has one of them twice. */
  static Set<Integer> eventsOf(BigDecimal quantity) {
    Set<Integer> events = new HashSet<>();
    var bits = quantity.toBigIntegerExact();
    for (int bit = bits.getLowestSetBit(); bit >= 0; ) {
      if (bit % 2 == 1) {
        throw new AssertionError("the quantity " + quantity + " has an event twice");
      }
      events.add(bit / 2);
      bits = bits.clearBit(bit);
      bit = bits.getLowestSetBit();
    }
    return events;
  }
}
