package io.lakebill.tests.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An account with a plan of its own, what it agreed to and what it used in three months: as
 * documents for a catalog, for events, and for a quote of each month.
 */
final class RandomContract {

  static final YearMonth FIRST = YearMonth.of(2026, 1);

  private static final int MONTHS = 3;

  private final SplittableRandom random;
  private final String id;
  private final LocalDate start;
  private final int trialDays;
  private final Map<String, Object> plan = new LinkedHashMap<>();
  private final List<Map<String, Object>> charges = new ArrayList<>();
  private final Map<YearMonth, BigDecimal> used = new TreeMap<>();
  private final Map<LocalDate, Integer> seats = new TreeMap<>();
  private final List<Adjustment> adjustments = new ArrayList<>();

  /** What is agreed on a charge for some days; without an end for good. */
  record Adjustment(String charge, String kind, String value, LocalDate from, String until) {

    Map<String, Object> quoted() {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("charge", charge);
      said.put(kind, value);
      said.put("from", from.toString());
      if (!until.isEmpty()) {
        said.put("until", until);
      }
      return said;
    }
  }

  RandomContract(int number, long seed) {
    random = new SplittableRandom(seed * 1_000_003 + number);
    id = "c" + number;
    start = FIRST.atDay(1 + (chance(2) ? 0 : random.nextInt(28)));
    trialDays = chance(3) ? random.nextInt(45) : 0;
    for (int month = 0; month < MONTHS; month++) {
      used.put(FIRST.plusMonths(month), amount(2_000, 3));
    }
    seats.put(start, random.nextInt(30));
    if (chance(2)) {
      seats.put(FIRST.plusMonths(1).atDay(1 + random.nextInt(28)), random.nextInt(30));
    }
    makePlan();
  }

  String id() {
    return id;
  }

  LocalDate start() {
    return start;
  }

  Map<String, Object> plan() {
    return plan;
  }

  Map<LocalDate, Integer> seats() {
    return seats;
  }

  /** Instead of the plan's. */
  int trialDays() {
    return trialDays;
  }

  List<Adjustment> adjustments() {
    return adjustments;
  }

  /** What was used in a month; the event comes on its last day. */
  Map<YearMonth, BigDecimal> used() {
    return used;
  }

  /** What the month would be quoted with. */
  Map<String, Object> quote(YearMonth month) {
    List<Object> usage = new ArrayList<>();
    charges.stream()
        .filter(charge -> charge.get("type").equals("usage"))
        .forEach(
            charge ->
                usage.add(Map.of("charge", charge.get("id"), "quantity", text(used.get(month)))));
    List<Object> counters = new ArrayList<>();
    if (charges.stream().anyMatch(charge -> charge.get("type").equals("counter"))) {
      seats.forEach(
          (from, quantity) ->
              counters.add(
                  Map.of("counter", "seats", "from", from.toString(), "quantity", "" + quantity)));
    }
    LocalDate first = month.atDay(1);
    List<Object> adjusted = adjustments.stream().<Object>map(Adjustment::quoted).toList();
    return Map.of(
        "adjustments",
        adjusted,
        "trial_days",
        trialDays,
        "start",
        start.toString(),
        "period",
        (first.isBefore(start) ? start : first).toString(),
        "usage",
        usage,
        "counters",
        counters);
  }

  private void makePlan() {
    plan.put("id", id);
    plan.put("currency", "USD");
    plan.put("cadence", "monthly");
    plan.put("anchor", "calendar");
    plan.put("trial_days", random.nextInt(20));
    for (int i = 0, all = 1 + random.nextInt(5); i < all; i++) {
      Map<String, Object> charge = charge("x" + i);
      charges.add(charge);
      adjust(charge);
    }
    for (int i = 0, all = random.nextInt(3); i < all; i++) {
      composite("up" + i);
    }
    plan.put("charges", charges);
    plan.put("overage", List.of(Map.of("unit", "CCU", "unit_amount", text(amount(1, 4)))));
    if (chance(2)) {
      plan.put("minimum", text(amount(500, 2)));
    }
    if (chance(3)) {
      plan.put("ramps", List.of(ramp()));
    }
  }

  private Map<String, Object> charge(String charge) {
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("id", charge);
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        terms.put("type", "recurring");
        terms.put("amount", text(amount(200, 2)));
        terms.put("timing", chance(2) ? "advance" : "arrears");
        terms.put("every", 1 + random.nextInt(2));
      }
      case 2 -> {
        terms.put("type", "one_time");
        terms.put("amount", text(amount(200, 2)));
      }
      case 3 -> {
        terms.put("type", "counter");
        terms.put("counter", "seats");
        terms.put("timing", chance(2) ? "advance" : "arrears");
        terms.put("price", price("USD"));
      }
      default -> {
        terms.put("type", "usage");
        terms.put("meter", "units");
        String unit = chance(3) ? "CCU" : "USD";
        terms.put("price", price(unit));
        if (chance(3)) {
          Object first = terms.remove("price");
          String change = FIRST.plusMonths(1).atDay(1 + random.nextInt(20)).toString();
          terms.put(
              "prices",
              List.of(
                  Map.of("from", FIRST.atDay(1).toString(), "price", first),
                  Map.of("from", change, "price", price(unit))));
        }
      }
    }
    return terms;
  }

  private void adjust(Map<String, Object> charge) {
    if (chance(3)) {
      agree(charge, "percent", () -> "" + (random.nextInt(80) - 40));
    }
    if (charge.containsKey("amount") && chance(2)) {
      agree(charge, "quantity", () -> "" + random.nextInt(4));
    }
    if (charge.containsKey("amount") && chance(4)) {
      agree(charge, "override", () -> text(amount(100, 2)));
    }
  }

  /** From the first day on, or from some day, perhaps until another, and then perhaps anew. */
  private void agree(Map<String, Object> charge, String kind, Supplier<String> value) {
    String id = charge.get("id").toString();
    LocalDate from = chance(2) ? start : start.plusDays(random.nextInt(70));
    while (chance(2)) {
      LocalDate until = from.plusDays(1 + random.nextInt(50));
      adjustments.add(new Adjustment(id, kind, value.get(), from, until.toString()));
      from = until.plusDays(chance(2) ? 0 : random.nextInt(20));
    }
    adjustments.add(new Adjustment(id, kind, value.get(), from, ""));
  }

  private Map<String, Object> price(String unit) {
    Map<String, Object> price = new LinkedHashMap<>();
    switch (random.nextInt(3)) {
      case 0 -> {
        price.put("model", "unit");
        price.put("unit_amount", text(amount(1, 5)));
      }
      case 1 -> {
        price.put("model", chance(2) ? "tiered" : "bulk");
        price.put(
            "tiers",
            List.of(
                chance(4)
                    ? Map.of("last_unit", "100", "unit_amount", "5", "block_size", "30")
                    : Map.of("last_unit", "100", "unit_amount", text(amount(2, 4))),
                Map.of("unit_amount", text(amount(1, 4)), "flat_amount", text(amount(9, 2)))));
      }
      default -> {
        price.put("model", "package");
        price.put("package_size", "" + (1 + random.nextInt(50)));
        price.put("package_amount", text(amount(20, 2)));
      }
    }
    if (chance(4)) {
      price.put("commitment", text(amount(300, 2)));
      price.put("overage_factor", "1." + random.nextInt(100));
    }
    price.put("currency", unit);
    return price;
  }

  /** A percentage, or a minimum, of some charges of one unit. */
  private void composite(String composite) {
    String unit = chance(4) ? "CCU" : "USD";
    List<Object> of =
        charges.stream()
            .filter(charge -> !charge.get("type").equals("composite"))
            .filter(charge -> unitOf(charge).equals(unit))
            .filter(charge -> random.nextInt(3) > 0)
            .map(charge -> charge.get("id"))
            .toList();
    if (of.isEmpty()) {
      return;
    }
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("id", composite);
    terms.put("type", "composite");
    terms.put("of", of);
    terms.put("currency", unit);
    if (chance(2)) {
      terms.put("percent", "" + (random.nextInt(60) - 20));
    } else {
      terms.put("minimum", text(amount(400, 2)));
    }
    charges.add(random.nextInt(charges.size() + 1), terms);
  }

  private static Object unitOf(Map<?, ?> charge) {
    if (charge.get("prices") instanceof List<?> versions) {
      return unitOf((Map<?, ?>) versions.get(0));
    }
    return charge.get("price") instanceof Map<?, ?> price ? price.get("currency") : "USD";
  }

  /** Other amounts and another minimum for the first period. */
  private Map<String, Object> ramp() {
    List<Object> instead = new ArrayList<>();
    for (Map<String, Object> charge : charges) {
      if (charge.containsKey("amount") && chance(2)) {
        instead.add(Map.of("id", charge.get("id"), "amount", text(amount(90, 2))));
      }
      if (charge.containsKey("price") && chance(2)) {
        instead.add(Map.of("id", charge.get("id"), "price", price(unitOf(charge).toString())));
      }
    }
    return Map.of("periods", 1, "minimum", text(amount(300, 2)), "charges", instead);
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private BigDecimal amount(int most, int decimals) {
    long parts = BigDecimal.valueOf(most).movePointRight(decimals).longValueExact();
    return BigDecimal.valueOf(1 + random.nextLong(parts), decimals);
  }

  private static String text(BigDecimal number) {
    return number.toPlainString();
  }
}
