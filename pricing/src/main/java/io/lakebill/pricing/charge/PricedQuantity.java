package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Rounding;
import java.math.BigDecimal;

/**
 * The first half of a price: usage in the priced unit, and the steps that led to it.
 *
 * @param usage converted and rounded, with its included units
 * @param steps to the quantity that is left for the model; sums over all cells
 */
record PricedQuantity(Usage usage, Steps steps) {

  /** What is priced as one number is converted as one number, so it is also rounded only once. */
  static PricedQuantity of(Price price, Usage usage) {
    Usage metered = price.model().dimensions().isEmpty() ? usage.together() : usage;
    PricedQuantity start =
        new PricedQuantity(metered, Steps.NONE.then(Step.Kind.METERED, metered.total()));
    return price
        .unitConversion()
        .map(start::converted)
        .orElse(start)
        .withoutIncluded(price.includedUnits());
  }

  private PricedQuantity converted(UnitConversion conversion) {
    Usage divided = usage.map(conversion::divide);
    Steps converted = steps.then(Step.Kind.CONVERTED, divided.total());
    if (conversion.rounding() == Rounding.NONE) {
      return new PricedQuantity(divided, converted);
    }
    Usage whole = divided.map(conversion.rounding()::apply);
    return new PricedQuantity(whole, converted.then(Step.Kind.WHOLE_UNITS, whole.total()));
  }

  private PricedQuantity withoutIncluded(BigDecimal includedUnits) {
    if (includedUnits.signum() == 0) {
      return this;
    }
    Usage rest = usage.map(q -> q.subtract(PricingModel.includedOf(q, includedUnits)));
    return new PricedQuantity(usage, steps.then(Step.Kind.INCLUDED, rest.total()));
  }
}
