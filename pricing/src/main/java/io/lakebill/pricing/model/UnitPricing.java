package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.util.List;

/** Every unit costs the same. */
public record UnitPricing(BigDecimal unitAmount) implements PricingModel {

  /** Refuses a negative unit amount. */
  public UnitPricing {
    unitAmount = Decimals.notNegative("unit amount", unitAmount);
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return Corrections.rate(
        usage.total(), quantity -> List.of(RatedLine.of("units", quantity, unitAmount)));
  }

  @Override
  public UnitPricing scaled(BigDecimal factor) {
    return new UnitPricing(unitAmount.multiply(factor));
  }

  @Override
  public UnitPricing raised(BigDecimal change) {
    return new UnitPricing(UnitAmounts.raised(unitAmount, change));
  }

  @Override
  public UnitPricing overridden(BigDecimal other) {
    return new UnitPricing(other);
  }
}
