package io.lakebill.pricing.model;

import java.math.BigDecimal;
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
    return tiers.rate(
        usage.total(),
        quantity -> {
          int reached = tiers.reachedBy(quantity);
          return tiers.asList().get(reached).lines(reached + 1, quantity);
        });
  }

  @Override
  public BulkPricing scaled(BigDecimal factor) {
    return new BulkPricing(tiers.scaled(factor));
  }

  @Override
  public BulkPricing raised(BigDecimal change) {
    return new BulkPricing(tiers.raised(change));
  }
}
