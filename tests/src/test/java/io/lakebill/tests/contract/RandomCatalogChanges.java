package io.lakebill.tests.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Catalogs that change two plans from night to night, subscriptions of them, and what these must
 * have been billed in the end, period by period: each has the plan of its first day.
 *
 * @param nights the days as of which is billed
 * @param catalogs one for each night, applied before it
 */
record RandomCatalogChanges(
    List<LocalDate> nights, List<Map<String, Terms>> catalogs, List<Subscription> subscriptions) {

  /**
   * What a plan is in a catalog.
   *
   * @param meter that its usage is priced by, {@code calls} or {@code bytes}
   * @param more what a byte costs beside; 0 for no such charge
   */
  record Terms(int fee, String timing, String meter, int amount, int more) {

    static Terms any(Random random, String timing) {
      return new Terms(
          100 * (1 + random.nextInt(3)),
          timing,
          random.nextInt(3) == 0 ? "bytes" : "calls",
          1 + random.nextInt(3),
          random.nextInt(3));
    }

    String plan(String id, String anchor) {
      String bytes =
          "\n      - { id: more, type: usage, meter: bytes, price: { model: unit, unit_amount: \"%d\" } }"
              .formatted(more);
      return """
            - id: %s
              currency: JPY
              cadence: monthly
              anchor: %s
              charges:
                - { id: fee, type: recurring, amount: "%d", timing: %s }
                - { id: use, type: usage, meter: %s, price: { model: unit, unit_amount: "%d" } }%s
          """
          .formatted(id, anchor, fee, timing, meter, amount, more == 0 ? "" : bytes);
    }
  }

  /** An event of a subscription. */
  record Event(String id, LocalDate day, int hour, int bytes) {

    String line(String subscription) {
      return "{\"id\":\"%s\",\"at\":\"%sT%02d:00:00Z\",\"who\":\"%s\",\"p\":{\"n\":\"%d\"}}"
          .formatted(id, day, hour, subscription, bytes);
    }
  }

  /** Somebody who buys a plan, from the first day of a period on. */
  record Subscription(String id, String plan, LocalDate start, List<Event> events) {}

  static RandomCatalogChanges of(Random random, List<LocalDate> nights, int number) {
    List<Map<String, Terms>> catalogs = new ArrayList<>();
    for (int night = 0; night < nights.size(); night++) {
      Map<String, Terms> before = night == 0 ? Map.of() : catalogs.get(night - 1);
      Map<String, Terms> plans = new TreeMap<>();
      for (String plan : List.of("calendar", "birthday")) {
        boolean stays = before.containsKey(plan) && random.nextInt(3) == 0;
        String timing = plan.equals("calendar") ? "arrears" : "advance";
        plans.put(plan, stays ? before.get(plan) : Terms.any(random, timing));
      }
      catalogs.add(plans);
    }
    List<Subscription> subscriptions = new ArrayList<>();
    LocalDate begin = nights.get(0).withDayOfMonth(1);
    LocalDate last = nights.get(nights.size() - 1);
    for (int i = 0; i < number; i++) {
      boolean isCalendar = random.nextBoolean();
      LocalDate start =
          isCalendar
              ? begin.plusMonths(random.nextInt(2))
              : begin.plusDays(random.nextInt(28)).plusMonths(random.nextInt(2));
      List<Event> events = new ArrayList<>();
      for (int e = random.nextInt(12); e > 0; e--) {
        LocalDate day =
            begin.plusDays(random.nextInt((int) (last.toEpochDay() - begin.toEpochDay())));
        events.add(
            new Event("s%d-%d".formatted(i, e), day, random.nextInt(24), 1 + random.nextInt(50)));
      }
      subscriptions.add(
          new Subscription("s" + i, isCalendar ? "calendar" : "birthday", start, events));
    }
    return new RandomCatalogChanges(nights, catalogs, subscriptions);
  }

  /** The catalog that is applied before a night. */
  String catalog(int night) {
    return """
        meters:
          - { id: calls, event_name: call, aggregation: count }
          - { id: bytes, event_name: call, aggregation: sum, property: n }
        plans:
        """
        + catalogs.get(night).entrySet().stream()
            .map(
                plan ->
                    plan.getValue()
                        .plan(
                            plan.getKey(),
                            plan.getKey().equals("calendar") ? "calendar" : "anniversary"))
            .collect(Collectors.joining());
  }

  /** The events that land before a night. */
  String events(int night) {
    LocalDate from = night == 0 ? LocalDate.MIN : nights.get(night - 1);
    return subscriptions.stream()
        .flatMap(
            of ->
                of.events().stream()
                    .filter(
                        one -> !one.day().isBefore(from) && one.day().isBefore(nights.get(night)))
                    .map(one -> one.line(of.id())))
        .collect(Collectors.joining("\n"));
  }

  /** A catalog holds for periods that begin after the night before the one it came with. */
  private Terms terms(String plan, LocalDate periodStart) {
    int last = 0;
    for (int night = 1; night < nights.size(); night++) {
      last = periodStart.isAfter(nights.get(night - 1)) ? night : last;
    }
    return catalogs.get(last).get(plan);
  }

  /** Amounts by subscription, charge and the first day of the period, without those of nothing. */
  Map<String, Long> billed() {
    LocalDate last = nights.get(nights.size() - 1);
    Map<String, Long> billed = new TreeMap<>();
    for (Subscription one : subscriptions) {
      for (int month = 0; !one.start().plusMonths(month).isAfter(last); month++) {
        LocalDate start = one.start().plusMonths(month);
        LocalDate end = one.start().plusMonths(month + 1L);
        Terms terms = terms(one.plan(), start);
        List<Event> events =
            one.events().stream()
                .filter(event -> !event.day().isBefore(start) && event.day().isBefore(end))
                .toList();
        long bytes = events.stream().mapToLong(Event::bytes).sum();
        long used = terms.meter().equals("calls") ? events.size() : bytes;
        boolean isOver = !end.isAfter(last);
        if (isOver || terms.timing().equals("advance")) {
          billed.put("%s fee %s".formatted(one.id(), start), (long) terms.fee());
        }
        if (isOver) {
          billed.put("%s use %s".formatted(one.id(), start), used * terms.amount());
          billed.put("%s more %s".formatted(one.id(), start), bytes * terms.more());
        }
      }
    }
    billed.values().removeIf(amount -> amount == 0);
    return billed;
  }
}
