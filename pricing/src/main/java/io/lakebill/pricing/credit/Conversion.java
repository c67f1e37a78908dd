package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An amount that became one in another currency, and the rate that made it so.
 *
 * @param rate what one of the first costs in the second
 * @param to the first times the rate, rounded once
 */
public record Conversion(Money from, BigDecimal rate, Money to) implements Serializable {

  /** Refuses a result that the rate does not give. */
  public Conversion {
    rate = Decimals.stored("rate", rate);
    Money expected = converted(from, rate, to.currency());
    if (!expected.equals(to)) {
      throw new IllegalArgumentException(
          from + " at " + rate.toPlainString() + " is " + expected + ", not " + to);
    }
  }

  /** Converts and rounds. */
  public static Conversion of(Money from, BigDecimal rate, PricingUnit currency) {
    return new Conversion(from, rate, converted(from, rate, currency));
  }

  private static Money converted(Money from, BigDecimal rate, PricingUnit currency) {
    return Money.round(from.amount().multiply(rate), currency);
  }
}
