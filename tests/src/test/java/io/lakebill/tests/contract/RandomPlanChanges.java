package io.lakebill.tests.contract;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * A subscription that changes its plan and the quantity of its fee at random, and what it must have
 * been billed in the end, counted day by day: nothing here knows periods.
 *
 * @param changes as rows of {@code plan_changes}, by the night before which they come to be known
 * @param quantities as rows of {@code quantities}, likewise
 * @param events as lines of JSON, by the night before which they land
 * @param billed amounts by plan and charge, without those of nothing
 */
record RandomPlanChanges(
    String id,
    String subscription,
    Map<LocalDate, List<String>> changes,
    Map<LocalDate, List<String>> quantities,
    Map<LocalDate, List<String>> events,
    Map<String, Long> billed) {

  /** Fees divide by the days of all months, so that no cent is rounded. */
  private static final long MONTHLY = 31L * 30 * 28;

  /** The plans, in order: fees in arrears or in advance, once or twice as much. */
  static final List<String> PLANS = List.of("late", "later", "early", "earlier");

  static final String CATALOG =
      """
      meters:
        - { id: calls, event_name: call, aggregation: sum, property: n }
      plans:
      """
          + plan("late", 1, "arrears")
          + plan("later", 2, "arrears")
          + plan("early", 1, "advance")
          + plan("earlier", 2, "advance");

  private static String plan(String id, int times, String timing) {
    return """
          - id: %s
            currency: JPY
            cadence: monthly
            anchor: calendar
            charges:
              - { id: fee, type: recurring, amount: "%d", timing: %s }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "%d" } }
        """
        .formatted(id, times * MONTHLY, timing, times);
  }

  /**
   * @param nights the days as of which is billed; the last is the first of a month
   */
  static RandomPlanChanges of(int number, Random random, List<LocalDate> nights) {
    String id = "s" + number;
    LocalDate begin = nights.get(0).minusDays(5);
    LocalDate last = nights.get(nights.size() - 1);
    LocalDate start = begin.plusDays(random.nextInt(40));
    LocalDate end =
        random.nextInt(4) == 0 ? start.plusDays(20L + random.nextInt(60)) : LocalDate.MAX;
    Map<LocalDate, String> planOf = new TreeMap<>();
    String first = any(random);
    days(start, last).forEach(day -> planOf.put(day, first));
    Map<LocalDate, List<String>> changes = new TreeMap<>();
    LocalDate before = begin;
    LocalDate latest = start;
    for (LocalDate night : nights) {
      LocalDate from = (latest.isBefore(before) ? before : latest).plusDays(1);
      // What is decided is not over when it comes to be known, but may be by the next night.
      if (random.nextInt(2) == 0) {
        LocalDate date = from.plusDays(random.nextInt(25));
        if (date.isBefore(end) && date.isBefore(last)) {
          String plan = any(random);
          boolean isNow = random.nextBoolean();
          LocalDate day = isNow ? date : YearMonth.from(date).plusMonths(1).atDay(1);
          days(day, last).forEach(one -> planOf.put(one, plan));
          changes
              .computeIfAbsent(night, any -> new ArrayList<>())
              .add("%s,%s,%s,%s".formatted(id, plan, date, isNow ? "now" : "period_end"));
          latest = date;
        }
      }
      before = night;
    }
    NavigableMap<LocalDate, Integer> quantityFrom = new TreeMap<>(Map.of(LocalDate.MIN, 1));
    Map<LocalDate, List<String>> quantities = quantities(id, number, nights, quantityFrom);
    Map<LocalDate, List<String>> events = new TreeMap<>();
    Map<String, Long> billed = new TreeMap<>();
    int count = 0;
    for (LocalDate night : nights) {
      LocalDate from = night.equals(nights.get(0)) ? begin : nights.get(nights.indexOf(night) - 1);
      for (int i = random.nextInt(4); i > 0 && from.isBefore(night); i--) {
        LocalDate day =
            from.plusDays(random.nextInt((int) (night.toEpochDay() - from.toEpochDay())));
        int n = 1 + random.nextInt(100);
        events
            .computeIfAbsent(night, any -> new ArrayList<>())
            .add(
                "{\"id\":\"%s-%d\",\"at\":\"%sT%02d:00:00Z\",\"who\":\"%s\",\"p\":{\"n\":\"%d\"}}"
                    .formatted(id, count++, day, random.nextInt(24), id, n));
        if (!day.isBefore(start) && day.isBefore(end)) {
          String plan = planOf.get(day);
          billed.merge(plan + " calls", (long) n * times(plan), Long::sum);
        }
      }
    }
    planOf.forEach(
        (day, plan) -> {
          if (day.isBefore(last) && day.isBefore(end)) {
            long quantity = quantityFrom.floorEntry(day).getValue();
            long fee = quantity * times(plan) * MONTHLY / day.lengthOfMonth();
            billed.merge(plan + " fee", fee, Long::sum);
          }
        });
    String next = planOf.get(last);
    if (next != null && last.isBefore(end) && next.startsWith("earl")) {
      // The month that begins with the last night is billed in advance.
      LocalDate month = last.plusMonths(1);
      long days = (end.isBefore(month) ? end : month).toEpochDay() - last.toEpochDay();
      long fee = quantityFrom.floorEntry(last).getValue() * times(next) * MONTHLY;
      billed.merge(next + " fee", fee / last.lengthOfMonth() * days, Long::sum);
    }
    billed.values().removeIf(amount -> amount == 0);
    String row =
        "%s,a-%s,%s,%s,%s".formatted(id, id, first, start, end.equals(LocalDate.MAX) ? "" : end);
    return new RandomPlanChanges(id, row, changes, quantities, events, billed);
  }

  /** Each is known before the night that bills its day, or what begins with it. */
  private static Map<LocalDate, List<String>> quantities(
      String id, int number, List<LocalDate> nights, Map<LocalDate, Integer> from) {
    // Of a random of its own, so that plans change as they do without.
    Random random = new Random(number);
    Map<LocalDate, List<String>> rows = new TreeMap<>();
    for (int night = 1; night < nights.size(); night++) {
      Map<LocalDate, Integer> known = new TreeMap<>();
      for (int count = random.nextInt(3); count > 0; count--) {
        known.put(nights.get(night - 1).plusDays(1L + random.nextInt(45)), random.nextInt(4));
      }
      from.putAll(known);
      rows.put(
          nights.get(night),
          known.entrySet().stream()
              .map(one -> "%s,fee,%d,%s".formatted(id, one.getValue(), one.getKey()))
              .toList());
    }
    return rows;
  }

  private static Iterable<LocalDate> days(LocalDate from, LocalDate last) {
    return from.isAfter(last) ? List.of() : from.datesUntil(last.plusDays(1)).toList();
  }

  private static String any(Random random) {
    return PLANS.get(random.nextInt(PLANS.size()));
  }

  private static int times(String plan) {
    return plan.endsWith("er") ? 2 : 1;
  }
}
