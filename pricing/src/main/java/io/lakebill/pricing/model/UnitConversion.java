package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Rounding;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * From the unit that is metered to the unit that is priced, such as bytes to megabytes. It comes
 * before tiers and packages, which count in the priced unit.
 *
 * @param factor metered units in one priced unit, above 0
 */
public record UnitConversion(BigDecimal factor, Rounding rounding) implements Serializable {

  /** Refuses a factor that is not positive. */
  public UnitConversion {
    factor = Decimals.positive("conversion factor", factor);
    Objects.requireNonNull(rounding, "rounding");
  }

  /** Divides by the factor, rounded once at 18 decimals, then to a whole number where asked. */
  public BigDecimal convert(BigDecimal quantity) {
    return rounding.apply(divide(quantity));
  }

  /** The first half of {@link #convert}: divides by the factor, rounded once at 18 decimals. */
  public BigDecimal divide(BigDecimal quantity) {
    return Decimals.divide(quantity, factor);
  }
}
