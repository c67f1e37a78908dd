package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An amount that was charged in one currency and is billed in another, and the rate in between.
 *
 * @param to its share of what all amounts of its charge came to, rounded once: less than one minor
 *     unit away from the exact amount
 */
public record Exchange(Money from, ExchangeRate rate, Money to) implements Serializable {

  /** Refuses what the rate does not give, and other currencies than its own. */
  public Exchange {
    BigDecimal exact = rate.exact(from);
    BigDecimal off = to.amount().subtract(exact).movePointRight(to.currency().decimals()).abs();
    if (!to.currency().equals(rate.to()) || off.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "%s at %s is not %s".formatted(from, rate.rate().toPlainString(), to));
    }
  }
}
