package io.lakebill.pricing.invoice;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A rate of tax on net amounts. Lines with the same rate are taxed together.
 *
 * @param code by which charges name it
 * @param name as invoices show it
 * @param percent not negative
 */
public record TaxRate(String code, String name, TaxCategory category, BigDecimal percent)
    implements Serializable {

  /** For what is not taxed at all. */
  public static final TaxRate NONE = new TaxRate("none", "none", TaxCategory.O, BigDecimal.ZERO);

  /** What stands between the codes of rates that a line is taxed at together. */
  public static final String AND = "+";

  /** Refuses a negative percentage. */
  public TaxRate {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(category, "category");
    percent = Decimals.notNegative("tax percent", percent);
  }

  /** A rate of which no more is known: standard, or zero if the percentage is. */
  public TaxRate(String code, BigDecimal percent) {
    this(code, code, percent.signum() == 0 ? TaxCategory.Z : TaxCategory.S, percent);
  }

  /** What becomes of it where the tax is not owed, in the category that says why. */
  TaxRate notOwed(TaxCategory why) {
    return category == TaxCategory.S ? new TaxRate(code, name, why, BigDecimal.ZERO) : this;
  }

  /** The tax on an amount, exact. */
  BigDecimal of(BigDecimal net) {
    return net.multiply(percent).movePointLeft(2);
  }
}
