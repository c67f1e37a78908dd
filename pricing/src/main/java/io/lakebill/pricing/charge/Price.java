package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What usage costs: it is converted, rated exactly, added up and only then rounded, once.
 *
 * @param conversion from the metered to the priced unit; null for none, see {@link
 *     #unitConversion()}
 * @param currency of all amounts in the model
 */
public record Price(PricingModel model, UnitConversion conversion, PricingUnit currency)
    implements Serializable {

  public Price {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(currency, "currency");
  }

  /** A price in the unit that is metered. */
  public Price(PricingModel model, PricingUnit currency) {
    this(model, null, currency);
  }

  /** The conversion that comes before the price, if any. */
  public Optional<UnitConversion> unitConversion() {
    return Optional.ofNullable(conversion);
  }

  /**
   * The charge for the usage of one billing period. Its quantity is in the priced unit.
   *
   * @throws UnpricedUsageException if the model has no price for some of the usage
   */
  public Charge charge(Usage usage) {
    Usage priced = unitConversion().map(c -> converted(usage, c)).orElse(usage);
    return Charge.rounded(priced.total(), model.rate(priced), currency);
  }

  /** What is priced as one number is converted as one number, so it is also rounded only once. */
  private Usage converted(Usage usage, UnitConversion unitConversion) {
    if (model.dimensions().isEmpty()) {
      return Usage.of(unitConversion.convert(usage.total()));
    }
    Map<List<String>, BigDecimal> cells = new LinkedHashMap<>();
    usage.cells().forEach((values, q) -> cells.put(values, unitConversion.convert(q)));
    return new Usage(cells);
  }
}
