package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.CounterCharge;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.CountedCharge.Counted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What counters and objects come to in one billing period of a subscription. In arrears the period
 * is billed at its end. In advance its first quantity is billed at its start, and its changes at
 * its end, beside the first quantity of the next.
 *
 * @param period or what is left of it
 * @param billed the time that charges were billed for before
 */
record CountedRating(TermsInForce inForce, BillingPeriod period, BilledTime billed) {

  /** What a counter comes to over some days. */
  private interface Pricing {
    CounterCharge price(Counter counter, ByDay<Price> price, ServicePeriod days);
  }

  /** What belongs to the period, at the end at which it is billed; nothing while a trial lasts. */
  List<RatedCharge> charges(CountedCharge terms, Counter counter) {
    Trial trial = inForce.trial();
    if (terms.timing() == Timing.ARREARS) {
      return trial.paidPart(period.service()).stream()
          .map(
              days ->
                  rated(
                      terms,
                      Timing.ARREARS,
                      seen(terms, counter, days),
                      days,
                      CounterCharge::inArrears))
          .toList();
    }
    List<ServicePeriod> left =
        trial.paidPart(inForce.schedule().period(period.index()).service()).stream()
            .flatMap(paid -> billed.leftOf(paid, terms.id()).stream())
            .toList();
    Stream<RatedCharge> ahead =
        left.stream()
            .filter(days -> Timing.ADVANCE.isBilledWith(period, days))
            .map(days -> rated(terms, Timing.ADVANCE, counter, days, CounterCharge::atStart));
    Stream<RatedCharge> changes =
        Stream.concat(billed.times(terms.id()).stream(), left.stream())
            .flatMap(time -> changes(terms, counter, time));
    return Stream.concat(ahead, changes).toList();
  }

  /** Those of a time that is billed ahead, without days whose changes were billed at an end. */
  private Stream<RatedCharge> changes(CountedCharge terms, Counter counter, ServicePeriod time) {
    return inForce
        .subscribed(time)
        .filter(days -> Timing.ARREARS.isBilledWith(period, days))
        .stream()
        .flatMap(days -> billed.unchangedOf(days, terms.id()).stream())
        .map(
            days ->
                rated(
                        terms,
                        Timing.ARREARS,
                        counter,
                        time,
                        (of, price, all) -> CounterCharge.atEnd(of, price, all.start(), days))
                    .payingFor(days));
  }

  /**
   * The price of the period that the days are in, as each of them has it adjusted. A time that was
   * billed ahead by another schedule has that of its first day, as it had then.
   */
  private ByDay<Price> price(CountedCharge terms, ServicePeriod time, Days days) {
    BillingPeriod whole = inForce.schedule().period(period.index());
    LocalDate first = time.start();
    LocalDate version = whole.asDays().contains(first) ? whole.start() : first;
    return inForce.price(terms, version, days);
  }

  /** What is counted at the end of a time counts as if it had been there from its first day. */
  private static Counter seen(CountedCharge terms, Counter counter, ServicePeriod paid) {
    return terms.counted() == Counted.OBJECTS_AT_PERIOD_END
        ? new Counter(List.of(new Counter.Setting(paid.start(), counter.on(paid.lastDay()))))
        : counter;
  }

  private RatedCharge rated(
      CountedCharge terms, Timing timing, Counter counter, ServicePeriod days, Pricing pricing) {
    try {
      // What changes later is no matter of what is billed at the start.
      boolean isFirstAlone = timing == Timing.ADVANCE;
      ByDay<Price> price = price(terms, days, isFirstAlone ? days.firstDay() : days.asDays());
      return rated(terms, price, timing, pricing.price(counter, price, days)).payingFor(days);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // One account's gap in a price must not stop the night for the others.
      BigDecimal quantity = counter.on(days.start());
      return RatedCharge.held(terms, timing, quantity, terms.price().currency(), e.getMessage());
    }
  }

  private static RatedCharge rated(
      CountedCharge terms, ByDay<Price> price, Timing timing, CounterCharge cost) {
    List<Charge.Line> lines =
        cost.lines().stream()
            .map(line -> new Charge.Line(ratedLine(price, line), line.amount()))
            .toList();
    BigDecimal quantity = lines.isEmpty() ? BigDecimal.ZERO : cost.lines().get(0).quantity();
    return new RatedCharge(
        terms,
        timing,
        new Charge(quantity, cost.exactAmount(), cost.amount(), lines),
        cost.lines().stream().map(line -> LineKind.valueOf("COUNTER_" + line.kind())).toList(),
        Optional.empty(),
        Optional.empty());
  }

  /** So many at so much, where each costs the same; a change, and what tiers make, counts once. */
  private static RatedLine ratedLine(ByDay<Price> price, CounterCharge.Line line) {
    String label = "%s from %s".formatted(line.quantity().toPlainString(), line.from());
    BigDecimal exact = line.days().of(line.fullAmount());
    return Optional.of(line)
        .filter(one -> isPerUnit(price, one))
        .flatMap(one -> RatedLine.shared(label, one.quantity(), exact))
        .orElseGet(() -> RatedLine.once(label, exact));
  }

  private static boolean isPerUnit(ByDay<Price> price, CounterCharge.Line line) {
    return line.kind() == CounterCharge.Kind.RUNNING_TOTAL
        && price.on(line.from()).model() instanceof UnitPricing unit
        && unit.unitAmount().multiply(line.quantity()).compareTo(line.fullAmount()) == 0;
  }
}
