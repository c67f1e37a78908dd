package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Usage is counted and costs nothing, whatever it is, because its charge says so: it has no lines.
 * That is not usage whose price is missing, which is refused.
 *
 * @param dimensions what usage is split by; empty for the total
 */
public record NoPricing(List<String> dimensions) implements PricingModel {

  /** Refuses dimensions that are named twice. */
  public NoPricing {
    dimensions = dimensions.isEmpty() ? List.of() : Dimensions.of("usage", dimensions).names();
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return List.of();
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return Optional.of("usage without a price includes no units; give the charge a price");
  }

  @Override
  public NoPricing scaled(BigDecimal factor) {
    return this;
  }
}
