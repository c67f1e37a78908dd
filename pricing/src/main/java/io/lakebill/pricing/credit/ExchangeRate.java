package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What one of a currency costs in another, from a day on until the next rate of the pair.
 *
 * @param rate above 0
 */
public record ExchangeRate(PricingUnit from, PricingUnit to, LocalDate date, BigDecimal rate)
    implements Serializable {

  /** Refuses a rate that is not above 0, and a currency for itself. */
  public ExchangeRate {
    Objects.requireNonNull(date, "date");
    rate = Decimals.positive("exchange rate", rate);
    if (from.equals(to)) {
      throw new IllegalArgumentException(from + " needs no exchange rate for itself");
    }
  }

  /** Converts and rounds. Refuses an amount in another currency than the first. */
  public Money convert(Money amount) {
    return Money.round(exact(amount), to);
  }

  /** The same before rounding. */
  public BigDecimal exact(Money amount) {
    if (!amount.currency().equals(from)) {
      throw new IllegalArgumentException(
          "cannot convert " + amount + " at a rate from " + from + " to " + to);
    }
    return amount.amount().multiply(rate);
  }
}
