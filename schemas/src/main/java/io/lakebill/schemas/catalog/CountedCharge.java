package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.period.Timing;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A quantity that stands until it changes, at a price: what a counter stands at, such as licences,
 * or how many objects of a kind are active, such as seats.
 *
 * @param counter id of the counter, or the kind of objects
 * @param prices of the full quantity for a full period
 * @param counted what is counted, and when
 */
public record CountedCharge(
    String id,
    String name,
    String counter,
    PriceVersions prices,
    Timing timing,
    Counted counted,
    ChargeLinks links)
    implements PlanCharge {

  /** What is counted, and when. */
  public enum Counted {
    /** A counter: the first day's quantity, and every change for the days that are left. */
    COUNTER,
    /** Objects, each for the days on which it is active. */
    OBJECTS_BY_DAY,
    /** Objects that are active on the period's last day, for the whole of it. */
    OBJECTS_AT_PERIOD_END
  }

  /** Refuses to bill in advance what is counted at the end. */
  public CountedCharge {
    if (counted == Counted.OBJECTS_AT_PERIOD_END && timing == Timing.ADVANCE) {
      throw new IllegalArgumentException(
          "charge " + id + ": what is counted at the period's end cannot be billed in advance");
    }
  }

  /** A charge whose price never changes and that names nothing else. */
  public CountedCharge(
      String id, String name, String counter, Price price, Timing timing, Counted counted) {
    this(id, name, counter, PriceVersions.always(price), timing, counted, ChargeLinks.NONE);
  }

  /** The price in a billing period that starts on a day. */
  public Price price(LocalDate periodStart) {
    return prices.on(periodStart);
  }

  /** The price that holds in the end, for what all versions have in common: the unit. */
  public Price price() {
    return prices.last();
  }

  /** Whether objects are counted, not a counter read. */
  public boolean isOfObjects() {
    return counted != Counted.COUNTER;
  }

  /** The same charge at another price. */
  public CountedCharge withPrice(Price other) {
    return new CountedCharge(
        id, name, counter, PriceVersions.always(other), timing, counted, links);
  }

  /** The same charge with all its prices changed. */
  public CountedCharge withPrices(UnaryOperator<Price> change) {
    return new CountedCharge(id, name, counter, prices.map(change), timing, counted, links);
  }

  @Override
  public String type() {
    return isOfObjects() ? "object" : "counter";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(price().currency());
  }
}
