package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * The amount comes with the events: the quantity is their sum, in the currency of the price, and is
 * charged as it is. A correction is a negative amount. Other systems call this dynamic pricing.
 */
public record EventAmountPricing() implements PricingModel {

  @Override
  public List<RatedLine> rate(Usage usage) {
    return Corrections.rate(
        usage.total(), amount -> List.of(RatedLine.of("amount of events", amount, BigDecimal.ONE)));
  }

  @Override
  public EventAmountPricing scaled(BigDecimal factor) {
    throw new IllegalArgumentException(
        "the amounts come with the events and cannot be adjusted; use a percentage price");
  }
}
