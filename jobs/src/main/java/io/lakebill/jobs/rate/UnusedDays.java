package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.ChargeLinks;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.UnusedTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of charges that were billed in advance for days on which their subscription is on
 * another plan by then: what was billed, less what its days before the change come to, is given
 * back with the first period on the new plan, which bills these days anew. What was billed in
 * another unit than the new plan's currency stays as it was billed. Of a subscription that ends it
 * is given back with the last period.
 *
 * @param before the first day on the plan before; null if the subscription began on this one
 * @param start the first day on this plan
 * @param end the first day on the next; null if there is none
 * @param next the currency of the next; null if there is none
 */
record UnusedDays(
    Catalog catalog,
    PricingUnit currency,
    LocalDate before,
    LocalDate start,
    LocalDate end,
    PricingUnit next) {

  /** Whether it was billed by an earlier plan, so that it bills none of the days on this one. */
  boolean isBilledBefore(BilledAhead one) {
    return before != null
        && one.isByDays()
        && one.amount().currency().equals(currency)
        && one.days().start().isBefore(start);
  }

  /** Whether it was billed for days after the end of the subscription, beside some before it. */
  boolean isBilledBeyond(BilledAhead one) {
    return next == null && isCut(one, currency);
  }

  private boolean isCut(BilledAhead one, PricingUnit unit) {
    return end != null
        && one.isByDays()
        && one.amount().currency().equals(unit)
        && one.days().contains(end)
        && one.days().start().isBefore(end);
  }

  /**
   * What this plan keeps of what it billed; the rest is given back with the next, or at the end.
   */
  BilledAhead withoutUnused(BilledAhead one) {
    return isCut(one, next == null ? currency : next) ? one.cut(end) : one;
  }

  /** A negative charge for each that has something left, in the order that they were billed. */
  Stream<RatedCharge> givenBack(BilledTime billed) {
    return billed.before().stream()
        .filter(one -> !one.days().start().isBefore(before))
        .flatMap(one -> left(one, start, billed.givenBack(), Timing.ADVANCE));
  }

  /** The same of days after the end of the subscription. */
  Stream<RatedCharge> givenBackAtTheEnd(BilledTime billed) {
    return billed.beyond().stream()
        .flatMap(one -> left(one, end, billed.givenBack(), Timing.ARREARS));
  }

  private Stream<RatedCharge> left(
      BilledAhead one, LocalDate from, List<BilledAhead> givenBack, Timing timing) {
    List<Days> taken =
        givenBack.stream()
            .filter(back -> back.charge().equals(one.charge()) && back.plan().equals(one.plan()))
            .map(back -> back.days().asDays())
            .toList();
    return one.days().from(from).stream()
        .flatMap(days -> days.without(taken).stream())
        .flatMap(days -> charge(one, days, timing).stream());
  }

  private Optional<RatedCharge> charge(BilledAhead one, ServicePeriod left, Timing timing) {
    Money unused = one.until(left.start()).minus(one.until(left.end()));
    if (unused.signum() == 0) {
      return Optional.empty();
    }
    Optional<PlanCharge> terms = catalog.charge(one.plan(), one.charge());
    UnusedTime back =
        new UnusedTime(
            one.charge(),
            terms.map(PlanCharge::name).orElse(one.charge()),
            one.plan(),
            terms.map(PlanCharge::links).orElse(ChargeLinks.NONE));
    Charge.Line line = new Charge.Line(RatedLine.once("unused " + left, unused.amount()), unused);
    Charge charge = new Charge(BigDecimal.ONE, unused.amount(), unused, List.of(line));
    return Optional.of(RatedCharge.of(back, timing, charge, LineKind.UNUSED_TIME).payingFor(left));
  }
}
