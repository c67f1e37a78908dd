package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.CounterCharge;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compares what was billed in advance for time that is not over with what the terms of today make
 * of it: the difference is the charge rated again, less what was billed. Nothing of it is billed.
 *
 * @param inForce the terms of all periods of the subscription
 * @param period that is open at its end, or what is left of it
 * @param counters what counters and objects stood at, by charge
 * @param rating of the period, which knows what was billed for it
 */
record BilledOtherwise(
    TermsInForce inForce,
    BillingPeriod period,
    Map<String, Counter> counters,
    PeriodRating rating) {

  /** A row of {@code billing_issues}, by its charge and first day. */
  record Difference(String charge, LocalDate start, String message) {}

  /**
   * One for each charge and time that are billed otherwise than they would be.
   *
   * @param isPaidAhead whether nothing more is due in advance for the period
   */
  List<Difference> differences(boolean isPaidAhead) {
    Stream<Difference> changed =
        rating.billed().ahead().stream()
            .filter(BilledAhead::isByDays)
            .filter(one -> one.days().asDays().overlaps(period.asDays()))
            .flatMap(one -> changed(one).stream());
    return Stream.concat(changed, isPaidAhead ? added() : Stream.empty()).toList();
  }

  private Optional<Difference> changed(BilledAhead one) {
    Optional<PlanCharge> terms = inForce.charge(one.charge(), one.days().start(), period.index());
    boolean isCounted = !one.type().equals("recurring");
    // Of counters that were changed late there is a finding of its own.
    if (isCounted && one.plan().equals(inForce.plan().id())) {
      return Optional.empty();
    }
    Days whole = one.days().asDays();
    return subscribed(whole).flatMap(days -> compared(one, terms, days, whole));
  }

  private Optional<Difference> compared(
      BilledAhead one, Optional<PlanCharge> terms, Days days, Days whole) {
    if (!terms.map(charge -> isIn(one, charge)).orElse(true)) {
      return Optional.of(
          difference(
              one,
              days,
              one.amount(),
              "by plan %s it is in another currency now, so no difference is told"
                  .formatted(inForce.plan().id())));
    }
    try {
      if (isAsBilled(one, terms, whole)) {
        return Optional.empty();
      }
      Money was = one.amount();
      if (!days.equals(whole)) {
        ServicePeriod left = new ServicePeriod(days.start(), days.end(), one.days().days());
        was = Money.round(left.proration().of(was.amount()), was.currency());
      }
      Money right =
          Money.round(
              exact(inForce.schedule(), terms, one.days().firstDay(), days), was.currency());
      return right.equals(was)
          ? Optional.empty()
          : Optional.of(difference(one, days, was, told(right, was)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of(
          difference(
              one,
              days,
              one.amount(),
              "by plan %s no price can be told: %s"
                  .formatted(inForce.plan().id(), e.getMessage())));
    }
  }

  private static boolean isIn(BilledAhead one, PlanCharge charge) {
    return currency(charge).map(one.amount().currency()::equals).orElse(true);
  }

  private static Optional<PricingUnit> currency(PlanCharge charge) {
    if (charge instanceof RecurringCharge recurring) {
      return Optional.of(recurring.fee().currency());
    }
    return charge instanceof CountedCharge counted
        ? Optional.of(counted.price().currency())
        : Optional.empty();
  }

  /** Whether the terms are those by which it was billed, whatever of it is outside by now. */
  private boolean isAsBilled(BilledAhead one, Optional<PlanCharge> terms, Days whole) {
    BillingSchedule schedule = inForce.schedule();
    boolean beganLater =
        schedule.start().isAfter(whole.start()) && schedule.anchor() == Anchor.CALENDAR;
    BillingSchedule asIf = beganLater ? schedule.from(whole.start()) : schedule;
    return Money.round(exact(asIf, terms, one.days().firstDay(), whole), one.amount().currency())
        .equals(one.amount());
  }

  private BigDecimal exact(BillingSchedule by, Optional<PlanCharge> terms, Days first, Days days) {
    AmountOfDays amounts = new AmountOfDays(by, inForce.trial(), period.index());
    // In advance is billed what holds on the first day; changes are billed at the end.
    if (terms.orElse(null) instanceof RecurringCharge recurring) {
      FixedFee fee = inForce.fee(recurring, first).fees().first();
      return amounts.exact(
          days, recurring.recurrence(), part -> fee.charge("", part.proration()).exactAmount());
    }
    if (terms.orElse(null) instanceof CountedCharge counted) {
      return amounts.exact(days, new Recurrence(Timing.ADVANCE, 1), atFirst(counted, first, days));
    }
    return BigDecimal.ZERO;
  }

  private Function<ServicePeriod, BigDecimal> atFirst(CountedCharge counted, Days day, Days days) {
    BigDecimal first = counters.getOrDefault(counted.id(), new Counter(List.of())).on(days.start());
    Counter constant = new Counter(List.of(new Counter.Setting(days.start(), first)));
    return part ->
        CounterCharge.atStart(
                constant, inForce.price(counted, periodOf(part.start()).start(), day), part)
            .exactAmount();
  }

  /** What is due in advance by now, of a period of which what was due in advance is billed. */
  private Stream<Difference> added() {
    List<PlanCharge> fees =
        inForce.in(period).terms().charges().stream()
            .filter(
                charge -> charge instanceof RecurringCharge fee && fee.timing() == Timing.ADVANCE)
            .toList();
    return rating.charges(new PlanTerms(null, fees)).stream()
        .filter(fee -> fee.timing() == Timing.ADVANCE && fee.held().isEmpty())
        .filter(fee -> fee.charge().amount().signum() != 0)
        .map(this::added);
  }

  private Difference added(RatedCharge fee) {
    ServicePeriod days = fee.paysFor().orElseThrow();
    Money right = fee.charge().amount();
    return new Difference(
        fee.terms().id(),
        days.start(),
        "%s was invoiced without this charge; %s"
            .formatted(days, told(right, Money.zero(right.currency()))));
  }

  private String told(Money right, Money was) {
    Money difference = right.minus(was);
    return "by plan %s it would be %s now, and the difference of %s is reported, not %s"
        .formatted(
            inForce.plan().id(),
            right,
            difference,
            difference.signum() < 0 ? "credited" : "billed");
  }

  private static Difference difference(BilledAhead one, Days days, Money was, String told) {
    return new Difference(
        one.charge(),
        days.start(),
        "%s to %s was invoiced for %s at %s by plan %s; %s"
            .formatted(days.start(), days.end(), was, one.billingDate(), one.plan(), told));
  }

  private BillingPeriod periodOf(LocalDate day) {
    return inForce.schedule().periodOf(day, period.index());
  }

  /** The days that are still the subscription's; {@link BilledOutside} tells the others. */
  private Optional<Days> subscribed(Days whole) {
    BillingSchedule schedule = inForce.schedule();
    LocalDate start = whole.start().isBefore(schedule.start()) ? schedule.start() : whole.start();
    LocalDate end = schedule.endDate().filter(whole.end()::isAfter).orElse(whole.end());
    return start.isBefore(end) ? Optional.of(new Days(start, end)) : Optional.empty();
  }
}
