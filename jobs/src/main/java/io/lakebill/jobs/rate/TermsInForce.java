package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.catalog.Plan;

/**
 * The terms of a subscription's periods: the plan's ramp of each, as its first day has it adjusted.
 *
 * @param plan with what it was before
 * @param schedule of the subscription, with its end
 * @param adjustments of all subscriptions
 */
record TermsInForce(
    Plan plan,
    BillingSchedule schedule,
    Trial trial,
    String subscription,
    Adjustments adjustments) {

  /** The plan as a period has it, or the one that it is a part of. */
  Plan planIn(BillingPeriod part) {
    return plan.on(PeriodRating.whole(schedule, part).start());
  }

  /** Those of a period, or of the one that it is a part of. */
  AdjustedTerms in(BillingPeriod part) {
    BillingPeriod whole = PeriodRating.whole(schedule, part);
    return AdjustedTerms.of(
        plan.on(whole.start()).terms().in(whole, trial),
        charge -> adjustments.on(subscription, charge, whole.start()));
  }
}
