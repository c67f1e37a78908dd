package io.lakebill.pricing.money;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * An amount that can be paid: a whole number of the currency's minor units (JPY 0 decimals, USD 2,
 * KWD 3). The amount always carries exactly the currency's decimals, and may be negative.
 */
public record Money(BigDecimal amount, PricingUnit currency)
    implements Comparable<Money>, Serializable {

  /** Refuses an amount that would need rounding; only {@link #round} may round. */
  public Money {
    int decimals = currency.decimals();
    if (amount.scale() != decimals) {
      if (amount.stripTrailingZeros().scale() > decimals) {
        throw new IllegalArgumentException(
            amount.toPlainString() + " " + currency + " has more than " + decimals + " decimals");
      }
      amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    }
  }

  /** Rounds an exact amount to the currency's minor unit, half away from zero. */
  public static Money round(BigDecimal exact, PricingUnit currency) {
    int decimals = currency.decimals();
    return new Money(exact.setScale(decimals, RoundingMode.HALF_UP), currency);
  }

  /** The most that can be asked for: 92233720368547758.07 USD. */
  public static Money largest(PricingUnit currency) {
    return new Money(BigDecimal.valueOf(Long.MAX_VALUE, currency.decimals()), currency);
  }

  public static Money zero(PricingUnit currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** The sum of amounts, zero of the currency if there are none. Refuses another currency. */
  public static Money sum(Collection<Money> amounts, PricingUnit currency) {
    return amounts.stream().reduce(zero(currency), Money::plus);
  }

  /** Refuses to add another currency. */
  public Money plus(Money other) {
    requireSame(other, () -> "cannot add " + other + " to " + this);
    return new Money(amount.add(other.amount), currency);
  }

  /** Refuses to take away another currency. */
  public Money minus(Money other) {
    requireSame(other, () -> "cannot subtract " + other + " from " + this);
    return new Money(amount.subtract(other.amount), currency);
  }

  /** The same amount with its sign turned. */
  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** -1 for less than nothing, 0 for nothing, 1 for more. */
  public int signum() {
    return amount.signum();
  }

  /** The smaller of two amounts of one currency. */
  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The larger of two amounts of one currency. */
  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Nothing instead of less than nothing. */
  public Money orZero() {
    return signum() < 0 ? zero(currency) : this;
  }

  /** By amount. Refuses another currency: without a rate there is no order between them. */
  @Override
  public int compareTo(Money other) {
    requireSame(other, () -> "cannot compare " + this + " with " + other);
    return amount.compareTo(other.amount);
  }

  /**
   * Whether payment systems take it: it is no more than the largest amount, on either side of 0.
   */
  public boolean isPayable() {
    return amount.unscaledValue().abs().bitLength() < Long.SIZE;
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

  private void requireSame(Money other, Supplier<String> refusal) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(refusal.get());
    }
  }
}
