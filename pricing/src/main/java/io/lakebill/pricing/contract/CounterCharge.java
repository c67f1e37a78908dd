package io.lakebill.pricing.contract;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a counter costs: its quantity on the first day of a time for the days of that time, and for
 * every change of the quantity or its price within it the difference of what both cost, for the
 * days that are left. Prices are those of full quantities, so differences go through the tiers. The
 * charge is exact until it is rounded once, and its lines share the rounded amount.
 *
 * @param lines in the order of their days; none for a counter that stays at 0
 */
public record CounterCharge(BigDecimal exactAmount, Money amount, List<Line> lines)
    implements Serializable {

  /** Refuses lines that do not add up to the amount. */
  public CounterCharge {
    exactAmount = Decimals.plain(exactAmount);
    lines = List.copyOf(lines);
    Money sum = Money.sum(lines.stream().map(Line::amount).toList(), amount.currency());
    if (!sum.equals(amount)) {
      throw new IllegalArgumentException("lines add up to " + sum + ", not to " + amount);
    }
  }

  /** What a line of the charge stands for. */
  public enum Kind {
    /** The quantity on the first day. */
    RUNNING_TOTAL,
    /** A change that costs more. */
    DEBIT,
    /** A change that costs less. */
    CREDIT
  }

  /**
   * One step of the charge.
   *
   * @param from the first day that it pays for
   * @param quantity that the counter shows from then on
   * @param fullAmount exact, for a full time: the price of the quantity, or the difference to what
   *     was paid before
   * @param days the part of the full time that it pays for
   * @param amount the share of the rounded amount
   */
  public record Line(
      Kind kind,
      LocalDate from,
      BigDecimal quantity,
      BigDecimal fullAmount,
      Proration days,
      Money amount)
      implements Serializable {

    public Line {
      quantity = Decimals.plain(quantity);
      fullAmount = Decimals.plain(fullAmount);
    }
  }

  /** In arrears: the first day's quantity and the changes of the time that has passed. */
  public static CounterCharge inArrears(Counter counter, ByDay<Price> price, ServicePeriod past) {
    return rounded(
        price,
        List.of(runningTotal(counter, price, past)),
        changes(counter, price, past.start(), past));
  }

  /** In advance: the quantity that a time begins with. */
  public static CounterCharge atStart(Counter counter, ByDay<Price> price, ServicePeriod time) {
    return rounded(price, List.of(runningTotal(counter, price, time)), List.of());
  }

  /**
   * In advance, when the time has passed: its changes. One on its first day is none of them.
   *
   * @param billedAt the first day, of which the quantity and its price were billed
   * @param past the days of that time, or what of them is left to change
   */
  public static CounterCharge atEnd(
      Counter counter, ByDay<Price> price, LocalDate billedAt, ServicePeriod past) {
    return rounded(price, changes(counter, price, billedAt, past), List.of());
  }

  /** A line before the amount is rounded and shared. */
  private record Step(
      Kind kind, LocalDate from, BigDecimal quantity, BigDecimal fullAmount, Proration days) {

    BigDecimal exactAmount() {
      return days.of(fullAmount);
    }

    Line line(Money amount) {
      return new Line(kind, from, quantity, fullAmount, days, amount);
    }
  }

  private static Step runningTotal(Counter counter, ByDay<Price> price, ServicePeriod time) {
    LocalDate first = time.start();
    return new Step(
        Kind.RUNNING_TOTAL,
        first,
        counter.on(first),
        cost(counter, price, first),
        time.proration());
  }

  private static List<Step> changes(
      Counter counter, ByDay<Price> price, LocalDate billedAt, ServicePeriod time) {
    List<Step> steps = new ArrayList<>();
    BigDecimal before = cost(counter, price, billedAt);
    for (LocalDate day : changeDays(counter, price, time)) {
      BigDecimal after = cost(counter, price, day);
      BigDecimal difference = after.subtract(before);
      Kind kind = difference.signum() < 0 ? Kind.CREDIT : Kind.DEBIT;
      Proration left = time.from(day).orElseThrow().proration();
      steps.add(new Step(kind, day, counter.on(day), difference, left));
      before = after;
    }
    return steps;
  }

  /** The first day, which is a change where another one was billed, and those after it. */
  private static SortedSet<LocalDate> changeDays(
      Counter counter, ByDay<Price> price, ServicePeriod time) {
    SortedSet<LocalDate> days = new TreeSet<>(List.of(time.start()));
    counter.changesIn(time).forEach(change -> days.add(change.from()));
    price.changesIn(time).forEach(change -> days.add(change.from()));
    return days;
  }

  private static BigDecimal cost(Counter counter, ByDay<Price> price, LocalDate day) {
    return price.on(day).charge(Usage.of(counter.on(day))).exactAmount();
  }

  /** Steps that change nothing have no line: a counter at 0, a change within one package. */
  private static CounterCharge rounded(ByDay<Price> price, List<Step> first, List<Step> then) {
    PricingUnit currency = price.first().currency();
    List<Step> steps = new ArrayList<>(first);
    steps.addAll(then);
    steps.removeIf(step -> step.fullAmount().signum() == 0);
    List<BigDecimal> exact = steps.stream().map(Step::exactAmount).toList();
    BigDecimal exactAmount = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    Money amount = Money.round(exactAmount, currency);
    List<Money> shares = Allocation.largestRemainder(amount, exact);
    List<Line> lines =
        IntStream.range(0, steps.size()).mapToObj(i -> steps.get(i).line(shares.get(i))).toList();
    return new CounterCharge(exactAmount, amount, lines);
  }
}
