package io.lakebill.pricing.money;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount that can be paid: a whole number of the currency's minor units (JPY 0 decimals, USD 2,
 * KWD 3). The amount always carries exactly the currency's decimals, and may be negative.
 */
public record Money(BigDecimal amount, PricingUnit currency) implements Serializable {

  /** Refuses an amount that would need rounding; only {@link #round} may round. */
  public Money {
    int decimals = currency.decimals();
    if (amount.stripTrailingZeros().scale() > decimals) {
      throw new IllegalArgumentException(
          amount.toPlainString() + " " + currency + " has more than " + decimals + " decimals");
    }
    amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
  }

  /** Rounds an exact amount to the currency's minor unit, half away from zero. */
  public static Money round(BigDecimal exact, PricingUnit currency) {
    int decimals = currency.decimals();
    return new Money(exact.setScale(decimals, RoundingMode.HALF_UP), currency);
  }

  public static Money zero(PricingUnit currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** Refuses to add another currency. */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other + " to " + this);
    }
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * The amount in minor units, as payment providers take it: 10.28 USD is 1028.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  public long minorUnits() {
    return amount.unscaledValue().longValueExact();
  }

  /** For messages: {@code 10.28 USD}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
