package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/** A fee that is billed once, with the subscription's first period. */
public record OneTimeCharge(String id, String name, FixedFee fee, Timing timing)
    implements PlanCharge {

  @Override
  public String type() {
    return "one_time";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(fee.currency());
  }
}
