package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.EventDetail;
import io.lakebill.pricing.model.NoPricing;
import java.util.Optional;

/**
 * What was consumed, at a price; billed when the period is over. Without a price it is counted, so
 * that there is usage to look at, and on no invoice.
 *
 * @param meter reference to a meter, with its profile if it has any
 * @param price with the meter's conversion; in the plan's currency or a pricing unit of the
 *     catalog; {@link NoPricing} for none
 */
public record UsageCharge(String id, String name, String meter, Price price) implements PlanCharge {

  @Override
  public String type() {
    return "usage";
  }

  /** Whether it has a price. */
  public boolean isPriced() {
    return !(price.model() instanceof NoPricing);
  }

  @Override
  public Optional<String> notBilledYet() {
    if (price.model().eventDetail() == EventDetail.AMOUNT) {
      return Optional.of("limits per event are not metered yet");
    }
    return PlanCharge.notBilledIn(price.currency());
  }
}
