package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;

/**
 * What was consumed, at a price; billed when the period is over.
 *
 * @param meter reference to a meter, with its profile if it has any
 * @param price with the meter's conversion and the plan's currency
 */
public record UsageCharge(String id, String name, String meter, Price price) implements PlanCharge {

  @Override
  public String type() {
    return "usage";
  }
}
