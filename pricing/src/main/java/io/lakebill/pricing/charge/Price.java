package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What usage costs. It is converted, rounded to whole units, relieved of included units, rated
 * exactly, held between minimum and cap, and only then rounded to money, once.
 *
 * @param conversion from the metered to the priced unit; null for none, see {@link
 *     #unitConversion()}
 * @param includedUnits in the priced unit, free in each period, or in each group or window where
 *     those are priced on their own; 0 for none
 * @param limits the minimum and the cap of the charge over the whole period
 * @param currency of all amounts in the model and the limits
 */
public record Price(
    PricingModel model,
    UnitConversion conversion,
    BigDecimal includedUnits,
    Limits limits,
    PricingUnit currency)
    implements Serializable {

  /** Refuses a conversion or included units that the model has no sense for, saying why. */
  public Price {
    Objects.requireNonNull(model, "model");
    includedUnits = Decimals.notNegative("included units", includedUnits);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(currency, "currency");
    if (conversion != null) {
      model.whyNoConversion().ifPresent(Price::refuse);
    }
    if (includedUnits.signum() > 0) {
      model.whyNoIncludedUnits().ifPresent(Price::refuse);
    }
  }

  /** A price in the unit that is metered, without included units and limits. */
  public Price(PricingModel model, PricingUnit currency) {
    this(model, null, BigDecimal.ZERO, Limits.NONE, currency);
  }

  /** The same price with another model. */
  public Price withModel(PricingModel other) {
    return new Price(other, conversion, includedUnits, limits, currency);
  }

  /** The same price for a quantity that is converted before. */
  public Price withConversion(UnitConversion other) {
    return new Price(model, other, includedUnits, limits, currency);
  }

  /** The same price with included units. */
  public Price withIncludedUnits(BigDecimal units) {
    return new Price(model, conversion, units, limits, currency);
  }

  /** The same price with another minimum and cap. */
  public Price withLimits(Limits other) {
    return new Price(model, conversion, includedUnits, other, currency);
  }

  /** The same price with a cap: the charge of a whole period is never more. */
  public Price withCap(BigDecimal cap) {
    return withLimits(limits.withMaximum(cap));
  }

  /**
   * The same price where its cap is that of several periods together.
   *
   * @param before what the others of them came to by now
   */
  public Price withCapLeft(BigDecimal before) {
    return withLimits(limits.left(before));
  }

  /** The same price with a minimum: the charge of a whole period is never less. */
  public Price withMinimum(BigDecimal minimum) {
    return withLimits(limits.withMinimum(minimum));
  }

  /** The conversion that comes before the price, if any. */
  public Optional<UnitConversion> unitConversion() {
    return Optional.ofNullable(conversion);
  }

  /** The charge for the usage of one full billing period; see {@link #charge(Usage, Proration)}. */
  public Charge charge(Usage usage) {
    return charge(usage, Proration.FULL);
  }

  /**
   * The charge for the usage of one billing period. Its quantity is in the priced unit.
   *
   * <p>The minimum is due without usage too, and is prorated in a period that is not full; tiers,
   * packages, included units and the cap are not. Where lines add up to less than 0 (corrections
   * outweigh usage) there is no minimum, and no more than the cap is paid back.
   *
   * @throws UnpricedUsageException if the model has no price for some of the usage
   */
  public Charge charge(Usage usage, Proration proration) {
    PricedQuantity quantity = PricedQuantity.of(this, usage);
    LimitedAmount amount =
        LimitedAmount.of(model.rate(quantity.usage(), includedUnits), limits, proration);
    return Charge.rounded(
        quantity.usage().total(), amount.lines(), currency, quantity.steps(), amount.steps());
  }

  private static void refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }
}
