package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Each unit is charged at the rate of the tier it falls in, so more usage never costs less. Other
 * systems call this graduated pricing. The flat amount of every tier that the quantity enters is
 * added; with exclusive bounds a quantity on a bound has entered the tier that begins there.
 *
 * <p>A correction pays back the units and the flat amounts of the tiers that its own quantity, read
 * from 0 on, would enter.
 */
public record TieredPricing(Tiers tiers) implements PricingModel {

  public TieredPricing {
    Objects.requireNonNull(tiers, "tiers");
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return tiers.rate(usage.total(), this::rateQuantity);
  }

  @Override
  public TieredPricing scaled(BigDecimal factor) {
    return new TieredPricing(tiers.scaled(factor));
  }

  @Override
  public TieredPricing raised(BigDecimal change) {
    return new TieredPricing(tiers.raised(change));
  }

  private List<RatedLine> rateQuantity(BigDecimal quantity) {
    int reached = tiers.reachedBy(quantity);
    List<RatedLine> lines = new ArrayList<>();
    BigDecimal rated = BigDecimal.ZERO;
    for (int i = 0; i <= reached; i++) {
      Tier tier = tiers.asList().get(i);
      BigDecimal upper = i == reached ? quantity : tier.lastUnit();
      lines.addAll(tier.lines(i + 1, upper.subtract(rated)));
      rated = upper;
    }
    return lines;
  }
}
