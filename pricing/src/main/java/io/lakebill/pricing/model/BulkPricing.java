package io.lakebill.pricing.model;

import java.util.List;
import java.util.Objects;

/**
 * All units are charged at the rate of the tier that the total reaches, plus that tier's flat
 * amount; more usage can therefore cost less. Other systems call this volume pricing.
 */
public record BulkPricing(Tiers tiers) implements PricingModel {

  public BulkPricing {
    Objects.requireNonNull(tiers, "tiers");
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return Corrections.rate(
        usage.total(),
        quantity -> {
          int reached = tiers.reachedBy(quantity);
          return tiers.asList().get(reached).lines(reached + 1, quantity);
        });
  }
}
