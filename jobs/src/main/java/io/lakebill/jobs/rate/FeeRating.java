package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.contract.ChangingFee;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.RecurringCharge;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a recurring fee comes to with one billing period of a subscription. In arrears each day of
 * its time has the fee of that day. In advance that of the first day is billed at the start for all
 * of the time, and its changes with the period in which the time ends, beside what is due by then.
 * So it does not matter when a change comes to be known, as long as it is known by that end.
 *
 * @param period or what is left of it
 * @param billed the time that charges were billed for before; it is not charged again
 */
record FeeRating(TermsInForce inForce, BillingPeriod period, BilledTime billed) {

  /** What of the fee's time is paid for, was not billed yet, and is billed with this period. */
  List<RatedCharge> charges(RecurringCharge fee) {
    List<ServicePeriod> left =
        fee.recurrence().times(inForce.schedule(), period).stream()
            .flatMap(time -> inForce.trial().paidPart(time).stream())
            .flatMap(paid -> billed.leftOf(paid, fee.id()).stream())
            .toList();
    Stream<RatedCharge> due =
        left.stream()
            .filter(days -> fee.timing().isBilledWith(period, days))
            .map(days -> due(fee, days));
    if (fee.timing() == Timing.ARREARS) {
      return due.toList();
    }
    Stream<RatedCharge> changes =
        Stream.concat(billed.ahead(fee).stream(), left.stream())
            .flatMap(time -> changes(fee, time));
    return Stream.concat(due, changes).toList();
  }

  private RatedCharge due(RecurringCharge fee, ServicePeriod days) {
    return orHeld(
            fee,
            fee.timing(),
            () -> RatedCharge.of(fee, fee.timing(), whole(fee, days), LineKind.RECURRING_FEE))
        .payingFor(days);
  }

  private Charge whole(RecurringCharge fee, ServicePeriod days) {
    // What changes later is no matter of what is billed at the start.
    return fee.timing() == Timing.ADVANCE
        ? inForce.fee(fee, days.firstDay()).atStart(label(fee, days), days)
        : inForce.fee(fee, days.asDays()).inArrears(label(fee, days), days);
  }

  /**
   * Those of a time that is billed ahead, of which the subscription has some days or all. Who ended
   * and goes on has paid those of the days before.
   */
  private Stream<RatedCharge> changes(RecurringCharge fee, ServicePeriod time) {
    return inForce
        .subscribed(time)
        .filter(days -> Timing.ARREARS.isBilledWith(period, days))
        .stream()
        .flatMap(days -> billed.unchangedOf(days, fee.id()).stream())
        .map(days -> orHeld(fee, Timing.ARREARS, () -> changes(fee, time, days)).payingFor(days))
        .filter(change -> change.held().isPresent() || !change.charge().lines().isEmpty());
  }

  /** By the terms that the time was billed by: a later phase of a ramp is no change. */
  private RatedCharge changes(RecurringCharge fee, ServicePeriod time, ServicePeriod days) {
    RecurringCharge asBilled =
        inForce
            .charge(fee.id(), time.start(), period.index())
            .filter(RecurringCharge.class::isInstance)
            .map(RecurringCharge.class::cast)
            .orElse(fee);
    ChangingFee changing = inForce.fee(asBilled, time.asDays());
    Charge charge = changing.atEnd(label(fee, time), time.start(), days);
    List<LineKind> kinds =
        charge.lines().stream()
            .map(
                line ->
                    line.rated().exactAmount().signum() < 0
                        ? LineKind.RECURRING_CREDIT
                        : LineKind.RECURRING_DEBIT)
            .toList();
    return new RatedCharge(fee, Timing.ARREARS, charge, kinds, Optional.empty(), Optional.empty());
  }

  /** One account's impossible adjustment must not stop the night for the others. */
  private static RatedCharge orHeld(
      RecurringCharge fee, Timing timing, Supplier<RatedCharge> rated) {
    try {
      return rated.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return RatedCharge.held(
          fee, timing, fee.fee().quantity(), fee.fee().currency(), e.getMessage());
    }
  }

  /** Lines say what time the fee pays for, where that is not the period's. */
  private static String label(RecurringCharge fee, ServicePeriod time) {
    return fee.isOfEachPeriod() ? "" : time.toString();
  }
}
