package io.lakebill.pricing.invoice;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A rate of tax on net amounts. Lines with the same code and percentage are taxed together.
 *
 * @param percent not negative
 */
public record TaxRate(String code, BigDecimal percent) implements Serializable {

  /** For what is not taxed at all. */
  public static final TaxRate NONE = new TaxRate("none", BigDecimal.ZERO);

  /** What stands between the codes of rates that a line is taxed at together. */
  public static final String AND = "+";

  /** Refuses a negative percentage. */
  public TaxRate {
    Objects.requireNonNull(code, "code");
    percent = Decimals.notNegative("tax percent", percent);
  }

  /** The tax on an amount, exact. */
  BigDecimal of(BigDecimal net) {
    return net.multiply(percent).movePointLeft(2);
  }
}
