package io.lakebill.pricing.issued;

import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;

/**
 * The tax of an issued invoice at one rate, or what credit notes take back of it, which is
 * negative.
 *
 * @param rate as charges name it
 * @param percent that was applied, such as 19
 * @param net of the lines at this rate
 */
public record IssuedTax(String rate, BigDecimal percent, Money net, Money tax) {

  private static final int PERCENT_POINTS = 2;

  /** The percentage of an amount, not rounded. */
  BigDecimal of(Money amount) {
    return amount.amount().multiply(percent).movePointLeft(PERCENT_POINTS);
  }

  /** Whether there is nothing of it at all. */
  boolean isNothing() {
    return net.signum() == 0 && tax.signum() == 0;
  }

  IssuedTax negated() {
    return new IssuedTax(rate, percent, net.negated(), tax.negated());
  }

  IssuedTax plus(IssuedTax other) {
    return new IssuedTax(rate, percent, net.plus(other.net), tax.plus(other.tax));
  }
}
