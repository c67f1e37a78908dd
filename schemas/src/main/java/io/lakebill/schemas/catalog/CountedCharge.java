package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/**
 * A quantity that stands until it changes, at a price: what a counter stands at, such as licences,
 * or how many objects of a kind are active, such as seats.
 *
 * @param counter id of the counter, or the kind of objects
 * @param price of the full quantity for a full period
 * @param counted what is counted, and when
 */
public record CountedCharge(
    String id, String name, String counter, Price price, Timing timing, Counted counted)
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

  /** Whether objects are counted, not a counter read. */
  public boolean isOfObjects() {
    return counted != Counted.COUNTER;
  }

  /** The same charge at another price. */
  public CountedCharge withPrice(Price other) {
    return new CountedCharge(id, name, counter, other, timing, counted);
  }

  @Override
  public String type() {
    return isOfObjects() ? "object" : "counter";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(price.currency());
  }
}
