package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The quantity is an amount of money, and each part of it is charged the percent of the tier that
 * it falls in. Bounds, flat amounts, zero usage and corrections are those of {@link TieredPricing};
 * the unit amount of a line is the percent as a fraction.
 *
 * @param tiers whose unit amounts are percents: 2.9 is 2.9%
 */
public record GraduatedPercentagePricing(Tiers tiers) implements PricingModel {

  /** Refuses blocks, and a percent that has more than 18 decimals as a fraction. */
  public GraduatedPercentagePricing {
    Objects.requireNonNull(tiers, "tiers");
    if (tiers.asList().stream().anyMatch(tier -> tier.block().isPresent())) {
      throw new IllegalArgumentException("a percent is of an amount, which comes in no blocks");
    }
    asFractions(tiers);
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return new TieredPricing(asFractions(tiers)).rate(usage);
  }

  /** The percents and the flat amounts. */
  @Override
  public GraduatedPercentagePricing scaled(BigDecimal factor) {
    return new GraduatedPercentagePricing(tiers.scaled(factor));
  }

  private static Tiers asFractions(Tiers percents) {
    return percents.map(percent -> percent.movePointLeft(2), UnaryOperator.identity());
  }
}
