package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Rounding;
import java.math.BigDecimal;

/**
 * The first half of a price: usage in the priced unit, and the steps that led to it.
 *
 * @param model that will price it
 * @param usage converted and rounded, with its included units
 * @param steps to the quantity that is left for the model; sums over all cells
 */
record PricedQuantity(PricingModel model, Usage usage, Steps steps) {

  /** What is priced as one number is converted as one number, so it is also rounded only once. */
  static PricedQuantity of(Price price, Usage usage) {
    Usage metered = price.model().dimensions().isEmpty() ? usage.together() : usage;
    PricedQuantity start =
        new PricedQuantity(
            price.model(), metered, Steps.NONE.then(Step.Kind.METERED, metered.total()));
    return price
        .unitConversion()
        .map(start::converted)
        .orElse(start)
        .withoutIncluded(price.includedUnits());
  }

  private PricedQuantity converted(UnitConversion conversion) {
    Usage divided = model.changed(usage, conversion::divide);
    Steps converted = steps.then(Step.Kind.CONVERTED, divided.total());
    if (conversion.rounding() == Rounding.NONE) {
      return new PricedQuantity(model, divided, converted);
    }
    Usage whole = model.changed(divided, conversion.rounding()::apply);
    return new PricedQuantity(model, whole, converted.then(Step.Kind.WHOLE_UNITS, whole.total()));
  }

  private PricedQuantity withoutIncluded(BigDecimal includedUnits) {
    if (includedUnits.signum() == 0) {
      return this;
    }
    Usage rest = model.changed(usage, q -> q.subtract(PricingModel.includedOf(q, includedUnits)));
    return new PricedQuantity(model, usage, steps.then(Step.Kind.INCLUDED, rest.total()));
  }
}
