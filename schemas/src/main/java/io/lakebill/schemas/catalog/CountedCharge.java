package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.period.Timing;
import java.util.Optional;

/**
 * What a counter stands at, such as licences, at a price.
 *
 * @param counter id of the counter
 * @param price of the full quantity for a full period
 */
public record CountedCharge(String id, String name, String counter, Price price, Timing timing)
    implements PlanCharge {

  @Override
  public String type() {
    return "counter";
  }

  @Override
  public Optional<String> notBilledYet() {
    return Optional.of("counters are not billed yet");
  }
}
