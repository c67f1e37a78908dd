package io.lakebill.schemas.account;

import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.catalog.Plan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The plans that a subscription is on, one after another. Their schedules tile its time: the day of
 * a change belongs to the new plan.
 *
 * @param stretches at least one, in order
 */
public record PlanHistory(List<Stretch> stretches) {

  /** Copies the stretches. */
  public PlanHistory {
    stretches = List.copyOf(stretches);
  }

  /**
   * Some time on one plan.
   *
   * @param schedule that starts and ends with that time
   */
  public record Stretch(Plan plan, BillingSchedule schedule) {}

  /**
   * The plans of a subscription. Changes are decided in the order of their dates: each takes the
   * place of those before it that have not taken effect by its own day. What would be after the end
   * is none.
   *
   * @param first the plan that it begins on
   * @param end the day after its last; null for none
   * @param plans by id; a change to one that there is not is an illegal state
   */
  public static PlanHistory of(
      Plan first,
      LocalDate start,
      LocalDate end,
      List<AgreedPlanChange> changes,
      Function<String, Optional<Plan>> plans) {
    List<Stretch> stretches = new ArrayList<>();
    stretches.add(new Stretch(first, first.schedule(start, end)));
    changes.stream()
        .sorted(Comparator.comparing(AgreedPlanChange::date))
        .forEach(
            change -> {
              LocalDate day = firstDay(change, stretches);
              if (end == null || day.isBefore(end)) {
                change(stretches, day, plan(change, plans));
              }
            });
    return new PlanHistory(stretches);
  }

  private static Plan plan(AgreedPlanChange change, Function<String, Optional<Plan>> plans) {
    return plans
        .apply(change.planId())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "subscription %s changes to plan %s on %s, which the catalog does not have"
                        .formatted(change.subscriptionId(), change.planId(), change.date())));
  }

  /** The first day on the new plan; never before the subscription's first. */
  private static LocalDate firstDay(AgreedPlanChange change, List<Stretch> stretches) {
    LocalDate start = stretches.get(0).schedule().start();
    LocalDate date = change.date().isBefore(start) ? start : change.date();
    if (change.timing() == AgreedPlanChange.Timing.NOW) {
      return date;
    }
    BillingSchedule then = at(date, stretches).schedule();
    return then.periodOf(date, 0).end();
  }

  private static void change(List<Stretch> stretches, LocalDate day, Plan plan) {
    BillingSchedule now = plan.schedule(day, stretches.get(stretches.size() - 1).schedule().end());
    stretches.removeIf(one -> stretches.size() > 1 && one.schedule().start().isAfter(day));
    Stretch last = stretches.remove(stretches.size() - 1);
    BillingSchedule before = last.schedule().until(now.end());
    if (before.start().isBefore(day)) {
      stretches.add(new Stretch(last.plan(), before.until(day)));
    }
    stretches.add(new Stretch(plan, before.followedBy(now, day)));
  }

  /** The position of the stretch that has a day; the first or the last for one outside of all. */
  public int positionAt(LocalDate day) {
    return positionAt(day, stretches);
  }

  private static Stretch at(LocalDate day, List<Stretch> stretches) {
    return stretches.get(positionAt(day, stretches));
  }

  private static int positionAt(LocalDate day, List<Stretch> stretches) {
    int position = 0;
    while (position + 1 < stretches.size()
        && !stretches.get(position + 1).schedule().start().isAfter(day)) {
      position++;
    }
    return position;
  }
}
