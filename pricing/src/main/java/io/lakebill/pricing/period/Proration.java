package io.lakebill.pricing.period;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The part of a full billing period that is billed, in calendar days.
 *
 * @param days days that are billed, from 0 to all of them
 * @param fullDays days of the full period, above 0
 */
public record Proration(long days, long fullDays) implements Serializable {

  /** The whole period. */
  public static final Proration FULL = new Proration(1, 1);

  /** Refuses anything but a part from nothing to the whole. */
  public Proration {
    if (days < 0 || fullDays < 1 || days > fullDays) {
      throw new IllegalArgumentException(days + " of " + fullDays + " days is not a part");
    }
  }

  /** Whether it is the whole, whatever its days are. */
  public boolean isFull() {
    return days == fullDays;
  }

  /** {@code amount * days / fullDays}, divided once, at 18 decimals; the whole is not divided. */
  public BigDecimal of(BigDecimal amount) {
    if (isFull()) {
      return amount;
    }
    return Decimals.divide(amount.multiply(BigDecimal.valueOf(days)), BigDecimal.valueOf(fullDays));
  }
}
