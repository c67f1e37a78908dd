package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.contract.ChangingFee;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.account.UsageByDay;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * The terms of a subscription: the plan's ramp of each period, and what was agreed instead. That
 * holds from its day for fees, what is counted and usage that has the price of its day, for other
 * usage from the period that begins with it or after it, and for what falls due once if it holds
 * then.
 *
 * @param plan with what it was before
 * @param schedule of the subscription, with its end
 * @param periodsBefore how many periods on the plan were before the schedule began; ramps count
 *     them
 * @param agreed by charge id
 */
public record TermsInForce(
    Plan plan,
    BillingSchedule schedule,
    int periodsBefore,
    Trial trial,
    Function<String, ChargeAdjustments> agreed) {

  /** The plan as a period has it, or the one that it is a part of. */
  Plan planIn(BillingPeriod part) {
    return plan.on(schedule.whole(part).start());
  }

  /** Those of a period, or of the one that it is a part of. */
  public AdjustedTerms in(BillingPeriod part) {
    BillingPeriod whole = schedule.whole(part);
    return AdjustedTerms.of(
        planned(whole), charge -> agreed.apply(charge.id()).on(dayOf(charge, whole)));
  }

  /** What is due in arrears once is earned on the last day of the first period. */
  private LocalDate dayOf(PlanCharge charge, BillingPeriod whole) {
    boolean isDueAtTheEnd =
        charge instanceof OneTimeCharge once && once.timing() == Timing.ARREARS && whole.isFirst();
    return isDueAtTheEnd ? schedule.period(0).service().lastDay() : whole.start();
  }

  /** The days of the billing periods that have a cap together with one. */
  Days capped(UsageCharge charge, BillingPeriod part) {
    int index = schedule.whole(part).index();
    int first = index - index % charge.capPeriods();
    LocalDate end = schedule.period(first + charge.capPeriods() - 1).end();
    return new Days(schedule.period(first).start(), end);
  }

  /** The price of usage in a period, by days if they differ. */
  public Price priceIn(BillingPeriod part, UsageCharge charge) {
    return priceByDay(charge, part).orElseGet(() -> charge.price(schedule.whole(part).start()));
  }

  /**
   * The price of usage that is told apart by days, as it is where the price changes inside a
   * period; empty where it does not, or where the charge may have no price of the day.
   *
   * @throws IllegalArgumentException if an adjustment cannot be applied
   */
  Optional<Price> priceByDay(UsageCharge charge, BillingPeriod part) {
    BillingPeriod whole = schedule.whole(part);
    Days days = part.asDays();
    return charge.prices().hasPriceOfDay()
            && UsageByDay.isWanted(plan.on(whole.start()), agreed, days)
        ? planned(whole)
            .charge(charge.id())
            .map(UsageCharge.class::cast)
            .map(as -> UsageByDay.price(as, whole.start(), days, agreed.apply(as.id())))
        : Optional.empty();
  }

  private PlanTerms planned(BillingPeriod whole) {
    BillingPeriod onPlan =
        new BillingPeriod(
            whole.index() + periodsBefore, whole.start(), whole.end(), whole.fullDays());
    return plan.on(whole.start()).terms().in(onPlan, trial);
  }

  /**
   * A charge as the plan has it in the period that a day is in.
   *
   * @param near the index of a period close to the day
   */
  Optional<PlanCharge> charge(String id, LocalDate day, int near) {
    BillingPeriod part = schedule.periodOf(day, near);
    return planned(schedule.whole(part)).charge(id);
  }

  /** The days of a time that are the schedule's, which may begin later or end before. */
  Optional<ServicePeriod> subscribed(ServicePeriod time) {
    return time.from(schedule.start())
        .flatMap(
            days ->
                schedule.endDate().isPresent() ? days.before(schedule.end()) : Optional.of(days));
  }

  /** A fee over some days. */
  ChangingFee fee(RecurringCharge charge, Days days) {
    return new ChangingFee(
        agreed.apply(charge.id()).over(days, charge.fee(), PriceAdjustment::apply));
  }

  /**
   * The price of what is counted over some days.
   *
   * @param version a day on which the version of the price that all of them have is in force
   */
  ByDay<Price> price(CountedCharge charge, LocalDate version, Days days) {
    return agreed.apply(charge.id()).over(days, charge.price(version), PriceAdjustment::apply);
  }
}
