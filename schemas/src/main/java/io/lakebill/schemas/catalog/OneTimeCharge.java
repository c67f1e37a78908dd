package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/** A fee that is billed once, with the subscription's first period. */
public record OneTimeCharge(String id, String name, FixedFee fee, Timing timing, ChargeLinks links)
    implements PlanCharge {

  /** A charge that names nothing else. */
  public OneTimeCharge(String id, String name, FixedFee fee, Timing timing) {
    this(id, name, fee, timing, ChargeLinks.NONE);
  }

  /** The same charge with another fee. */
  public OneTimeCharge withFee(FixedFee other) {
    return new OneTimeCharge(id, name, other, timing, links);
  }

  /** Whether it is billed with a period, of this schedule or a part of one: with the first. */
  public boolean isDueWith(BillingPeriod period, BillingSchedule schedule) {
    return period.isFirst() && timing.isBilledWith(period, schedule.period(0).service());
  }

  @Override
  public String type() {
    return "one_time";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(fee.currency());
  }
}
