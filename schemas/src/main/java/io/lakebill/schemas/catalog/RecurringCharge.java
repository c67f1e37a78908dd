package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/**
 * A fee that comes back.
 *
 * @param every in billing periods, counted from the subscription's first; at least 1
 */
public record RecurringCharge(
    String id, String name, FixedFee fee, Timing timing, int every, ChargeLinks links)
    implements PlanCharge {

  /** Refuses a fee that would come back more than once a period. */
  public RecurringCharge {
    if (every < 1) {
      throw new IllegalArgumentException("charge " + id + ": every " + every + " is not above 0");
    }
  }

  /** A charge that names nothing else. */
  public RecurringCharge(String id, String name, FixedFee fee, Timing timing, int every) {
    this(id, name, fee, timing, every, ChargeLinks.NONE);
  }

  /** The same charge with another fee. */
  public RecurringCharge withFee(FixedFee other) {
    return new RecurringCharge(id, name, other, timing, every, links);
  }

  /** When it comes back, and what time it pays for. */
  public Recurrence recurrence() {
    return new Recurrence(timing, every);
  }

  @Override
  public String type() {
    return "recurring";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(fee.currency());
  }
}
