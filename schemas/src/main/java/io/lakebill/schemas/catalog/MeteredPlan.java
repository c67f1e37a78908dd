package io.lakebill.schemas.catalog;

import io.lakebill.pricing.model.SegmentedPricing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan as metering knows it: what its usage charges count and how they want it split. Changes of
 * a plan that leave this alone are one to metering, so that a new amount counts nothing again.
 *
 * @param key the plan's id, and from its second way of metering on the day that this one is from
 * @param from the first day whose periods are metered so; null for those before any change
 * @param plan the first version that is metered so
 * @param isByDay whether usage is told apart by days where it may be, for subscriptions whose
 *     prices change inside a period
 */
public record MeteredPlan(String key, LocalDate from, Plan plan, boolean isByDay) {

  /** What stands between the id and the day of a key; no id has it. */
  public static final String FROM = "@";

  private static final String BY_DAY = FROM + "days";

  /** The key of a plan where usage is told apart by days. */
  public static String byDay(String key) {
    return key + BY_DAY;
  }

  /** The same, told apart by days. */
  MeteredPlan byDay() {
    return new MeteredPlan(byDay(key), from, plan, true);
  }

  /** What the usage of a charge is split by. */
  public List<String> dimensions(UsageCharge charge) {
    return isByDay && charge.prices().hasPriceOfDay()
        ? Stream.concat(Stream.of(SegmentedPricing.BY_DAY), charge.prices().dimensions().stream())
            .toList()
        : charge.dimensions();
  }

  /** Those of a plan, in the order of time, each another than the one before. */
  static List<MeteredPlan> of(Plan plan) {
    List<MeteredPlan> all = new ArrayList<>();
    LocalDate from = null;
    for (EarlierPlan earlier : plan.earlier()) {
      add(all, from, earlier.plan());
      from = earlier.until();
    }
    add(all, from, plan);
    return List.copyOf(all);
  }

  private static void add(List<MeteredPlan> all, LocalDate from, Plan plan) {
    boolean isSame = !all.isEmpty() && asked(all.get(all.size() - 1).plan()).equals(asked(plan));
    if (!isSame) {
      String key = from == null ? plan.id() : plan.id() + FROM + from;
      all.add(new MeteredPlan(key, from, plan, false));
    }
  }

  /** The id of the plan that a key is of. */
  public static String idOf(String key) {
    int end = key.indexOf(FROM);
    return end < 0 ? key : key.substring(0, end);
  }

  /** All that metering is asked for. */
  private static List<Object> asked(Plan plan) {
    List<Object> all = new ArrayList<>();
    for (PlanCharge charge : plan.charges()) {
      if (charge instanceof UsageCharge usage) {
        all.add(
            List.of(
                usage.id(),
                usage.meter(),
                usage.dimensions(),
                usage.isPriced(),
                usage.eventsLeftFree(),
                usage.pricesEvents()));
      }
    }
    return all;
  }
}
