package io.lakebill.schemas.account;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.schemas.catalog.EarlierPlan;
import io.lakebill.schemas.catalog.MeteredPlan;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.RecurringCharge;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The plans that a subscription is on, one after another. Their schedules tile its time: the day of
 * a change belongs to the new plan. A plan that is changed while somebody is on it has its new
 * periods from the end of the one that runs.
 *
 * @param stretches at least one, in order
 */
public record PlanHistory(List<Stretch> stretches) {

  /** Copies the stretches. */
  public PlanHistory {
    stretches = List.copyOf(stretches);
  }

  /**
   * Some time on one plan, with one schedule of billing periods.
   *
   * @param plan with what it was before
   * @param schedule that starts and ends with that time
   */
  public record Stretch(Plan plan, BillingSchedule schedule) {

    /**
     * The day that decides what a period has of the plan: the first of the whole period that it is
     * a part of.
     */
    public LocalDate decisiveDay(BillingPeriod part) {
      return schedule.whole(part).start();
    }

    /** What its plan is in as long as it lasts. */
    public PricingUnit currency() {
      return plan.on(schedule.start()).currency();
    }

    /** The plan as a period has it. */
    public Plan planIn(BillingPeriod part) {
      return plan.on(decisiveDay(part));
    }

    /**
     * The first day of a period that begins on or after a day: from then on it has what the plan is
     * from that day. The first day of the stretch for an earlier one.
     */
    public LocalDate firstPeriodFrom(LocalDate day) {
      if (!day.isAfter(schedule.start())) {
        return schedule.start();
      }
      BillingPeriod around = schedule.periodOf(day, 0);
      return around.start().equals(day) ? day : around.end();
    }

    /**
     * The ways in which it is metered, each with its time; together they are that of the stretch.
     */
    public List<Metered> metered() {
      List<Metered> all = new ArrayList<>();
      for (MeteredPlan one : plan.metered()) {
        LocalDate from = one.from() == null ? schedule.start() : firstPeriodFrom(one.from());
        if (schedule.end() != null && !from.isBefore(schedule.end())) {
          break;
        }
        // One that no period begins in is none.
        all.removeIf(earlier -> earlier.from().equals(from));
        if (!all.isEmpty()) {
          all.add(all.remove(all.size() - 1).until(from));
        }
        all.add(new Metered(one.key(), from, schedule.end()));
      }
      return List.copyOf(all);
    }
  }

  /**
   * Some time in which periods are metered in one way.
   *
   * @param plan the plan's key
   * @param until the first day of the next; null for none
   */
  public record Metered(String plan, LocalDate from, LocalDate until) {

    Metered until(LocalDate next) {
      return new Metered(plan, from, next);
    }
  }

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
    add(stretches, new Stretch(first, first.on(start).schedule(start, end)));
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
    LocalDate end = stretches.get(stretches.size() - 1).schedule().end();
    BillingSchedule now = plan.on(day).schedule(day, end);
    stretches.removeIf(one -> stretches.size() > 1 && one.schedule().start().isAfter(day));
    Stretch last = stretches.remove(stretches.size() - 1);
    BillingSchedule before = last.schedule().until(end);
    if (before.start().isBefore(day)) {
      stretches.add(new Stretch(last.plan(), before.until(day)));
    }
    add(stretches, new Stretch(plan, before.followedBy(now, day)));
  }

  /**
   * A stretch ends where its plan comes to have other periods, another currency, or fees of other
   * times: they end with it, and begin with the next.
   */
  private static void add(List<Stretch> stretches, Stretch added) {
    Stretch last = added;
    Plan now = added.plan().on(added.schedule().start());
    for (EarlierPlan earlier : added.plan().earlier()) {
      LocalDate day = last.firstPeriodFrom(earlier.until());
      LocalDate end = added.schedule().end();
      if (end != null && !day.isBefore(end)) {
        break;
      }
      Plan next = added.plan().on(day);
      if (!isAlike(now, next)) {
        stretches.add(new Stretch(added.plan(), last.schedule().until(day)));
        BillingSchedule schedule = last.schedule().followedBy(next.schedule(day, end), day);
        last = new Stretch(added.plan(), schedule);
        now = next;
      }
    }
    stretches.add(last);
  }

  private static boolean isAlike(Plan one, Plan other) {
    return one.cadence() == other.cadence()
        && one.anchor() == other.anchor()
        && one.anchorDay() == other.anchorDay()
        && one.currency().equals(other.currency())
        && times(one).equals(times(other));
  }

  private static Map<String, Recurrence> times(Plan plan) {
    return plan.charges().stream()
        .filter(RecurringCharge.class::isInstance)
        .collect(
            Collectors.toMap(PlanCharge::id, charge -> ((RecurringCharge) charge).recurrence()));
  }

  /** The position of the first stretch on the plan of one; before it is another plan, or none. */
  public int firstOnPlan(int position) {
    int first = position;
    while (first > 0 && isOnePlan(first - 1)) {
      first--;
    }
    return first;
  }

  /** The position of the last stretch on the plan of one. */
  public int lastOnPlan(int position) {
    int last = position;
    while (last + 1 < stretches.size() && isOnePlan(last)) {
      last++;
    }
    return last;
  }

  /** How many billing periods on its plan a stretch has before it. */
  public int periodsBefore(int position) {
    return stretches.subList(firstOnPlan(position), position).stream()
        .map(Stretch::schedule)
        .mapToInt(before -> before.startedBy(before.end().minusDays(1)).size())
        .sum();
  }

  /** Whether a stretch goes on in the next with its plan, in other periods. */
  private boolean isOnePlan(int position) {
    Stretch one = stretches.get(position);
    Stretch next = stretches.get(position + 1);
    return one.plan().id().equals(next.plan().id()) && one.currency().equals(next.currency());
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
