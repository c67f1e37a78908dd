package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.CounterCharge;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.CountedCharge.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What counters and objects come to in one billing period of a subscription. In arrears the period
 * is billed at its end. In advance its first quantity is billed at its start, together with the
 * changes of the period before; the changes of the last period are billed at its end.
 *
 * @param period or what is left of it
 * @param trial in which counters and objects cost nothing
 * @param billed the time that charges were billed for before
 */
record CountedRating(
    BillingSchedule schedule, BillingPeriod period, Trial trial, BilledTime billed) {

  /** What is billed at either end of the period. */
  List<RatedCharge> charges(CountedCharge terms, Counter counter) {
    if (terms.timing() == Timing.ARREARS) {
      return ofPeriod(terms, counter).stream().toList();
    }
    List<RatedCharge> charges = new ArrayList<>();
    for (ServicePeriod next : leftAhead(terms, period.index())) {
      if (Timing.ADVANCE.isBilledWith(period, next)) {
        charges.add(
            rated(terms, Timing.ADVANCE, counter, atStart(terms, counter, next)).paidFor(next));
      }
    }
    if (schedule.endDate().filter(period.end()::equals).isPresent()) {
      trial
          .paidPart(period.service())
          .ifPresent(
              last ->
                  charges.add(
                      rated(
                          terms,
                          Timing.ARREARS,
                          counter,
                          () -> CounterCharge.atEnd(counter, terms.price(), last))));
    }
    return charges;
  }

  /** All that belongs to the period, whenever it is billed; nothing while the trial lasts. */
  Optional<RatedCharge> ofPeriod(CountedCharge terms, Counter counter) {
    return trial
        .paidPart(period.service())
        .map(
            paid ->
                rated(
                        terms,
                        Timing.ARREARS,
                        counter,
                        () ->
                            CounterCharge.inArrears(
                                seen(terms, counter, paid), terms.price(), paid))
                    .paidFor(paid));
  }

  /** What is counted at the end of a time counts as if it had been there from its first day. */
  private static Counter seen(CountedCharge terms, Counter counter, ServicePeriod paid) {
    return terms.counted() == Counted.OBJECTS_AT_PERIOD_END
        ? new Counter(List.of(new Counter.Setting(paid.start(), counter.on(paid.lastDay()))))
        : counter;
  }

  /** The time of a period that is paid for and was not billed ahead yet. */
  private List<ServicePeriod> leftAhead(CountedCharge terms, int index) {
    return trial.paidPart(schedule.period(index).service()).stream()
        .flatMap(paid -> billed.leftOf(paid, terms.id()).stream())
        .toList();
  }

  /** The first quantity of a time, with the changes of the one that was billed ahead before it. */
  private Supplier<CounterCharge> atStart(
      CountedCharge terms, Counter counter, ServicePeriod next) {
    Price price = terms.price();
    return billed
        .endingOn(next.start(), terms.id())
        .or(
            () ->
                period.index() == 0
                    ? Optional.empty()
                    : leftAhead(terms, period.index() - 1).stream()
                        .filter(past -> past.end().equals(next.start()))
                        .findFirst())
        .<Supplier<CounterCharge>>map(
            past -> () -> CounterCharge.inAdvance(counter, price, past, next))
        .orElse(() -> CounterCharge.atStart(counter, price, next));
  }

  private RatedCharge rated(
      CountedCharge terms, Timing timing, Counter counter, Supplier<CounterCharge> priced) {
    try {
      return rated(terms, timing, priced.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      // One account's gap in a price must not stop the night for the others.
      BigDecimal quantity = counter.on(period.start());
      return RatedCharge.held(terms, timing, quantity, terms.price().currency(), e.getMessage());
    }
  }

  private static RatedCharge rated(CountedCharge terms, Timing timing, CounterCharge cost) {
    List<Charge.Line> lines =
        cost.lines().stream()
            .map(line -> new Charge.Line(ratedLine(terms, line), line.amount()))
            .toList();
    BigDecimal quantity = lines.isEmpty() ? BigDecimal.ZERO : lines.get(0).rated().quantity();
    return new RatedCharge(
        terms,
        timing,
        new Charge(quantity, cost.exactAmount(), cost.amount(), lines),
        cost.lines().stream().map(line -> LineKind.valueOf("COUNTER_" + line.kind())).toList(),
        Optional.empty(),
        Optional.empty());
  }

  private static RatedLine ratedLine(CountedCharge terms, CounterCharge.Line line) {
    return new RatedLine(
        "%s from %s".formatted(line.quantity().toPlainString(), line.from()),
        line.quantity(),
        unitAmount(terms.price(), line),
        line.days().of(line.fullAmount()));
  }

  /** The amount of one unit for a full period, where the line is that many of them; else 0. */
  private static BigDecimal unitAmount(Price price, CounterCharge.Line line) {
    return price.model() instanceof UnitPricing unit
            && unit.unitAmount().multiply(line.quantity()).compareTo(line.fullAmount()) == 0
        ? unit.unitAmount()
        : BigDecimal.ZERO;
  }
}
