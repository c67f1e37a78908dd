package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/**
 * A fee that comes back.
 *
 * @param recurrence when it comes back, and what time it pays for
 */
public record RecurringCharge(
    String id, String name, FixedFee fee, Recurrence recurrence, ChargeLinks links)
    implements PlanCharge {

  /** A charge that comes back every few billing periods and names nothing else. */
  public RecurringCharge(String id, String name, FixedFee fee, Timing timing, int every) {
    this(id, name, fee, new Recurrence(timing, every), ChargeLinks.NONE);
  }

  /** The same charge with another fee. */
  public RecurringCharge withFee(FixedFee other) {
    return new RecurringCharge(id, name, other, recurrence, links);
  }

  /** The end of its time at which it is billed. */
  public Timing timing() {
    return recurrence.timing();
  }

  /** Whether it comes back with each billing period. */
  public boolean isOfEachPeriod() {
    return recurrence.cadence() == null && recurrence.every() == 1;
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
