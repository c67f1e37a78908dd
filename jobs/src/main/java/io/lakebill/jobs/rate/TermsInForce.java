package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanTerms;
import java.time.LocalDate;
import java.util.List;

/**
 * The terms of a subscription's periods: the plan's ramp of each, as its first day has it adjusted.
 *
 * @param schedule of the subscription, with its end
 * @param adjustments of all subscriptions
 */
record TermsInForce(
    Plan plan,
    BillingSchedule schedule,
    Trial trial,
    String subscription,
    Adjustments adjustments) {

  /** Those of a period, or of the one that it is a part of. */
  AdjustedTerms in(BillingPeriod part) {
    BillingPeriod whole = PeriodRating.whole(schedule, part);
    return AdjustedTerms.of(
        plan.terms().in(whole, trial),
        charge -> adjustments.on(subscription, charge, whole.start()));
  }

  /** Those of the period that has the day. */
  PlanTerms on(LocalDate day) {
    return in(periodOf(day)).terms();
  }

  /** The whole period that has the day, as if there were no end; the first for an earlier day. */
  BillingPeriod periodOf(LocalDate day) {
    List<BillingPeriod> begun = schedule.withoutEnd().startedBy(day);
    return begun.isEmpty() ? schedule.withoutEnd().period(0) : begun.get(begun.size() - 1);
  }
}
