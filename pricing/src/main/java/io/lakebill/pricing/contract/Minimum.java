package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;

/**
 * The least that charges, a plan or an invoice cost. What is missing is an adjustment of its own
 * beside them; they are not raised.
 *
 * @param amount for a full period; not negative
 */
public record Minimum(Money amount) implements Serializable {

  /** Refuses a negative amount. */
  public Minimum {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("minimum " + amount + " is negative");
    }
  }

  /** The least for a part of the period, by calendar day, rounded. */
  public Money prorated(Proration days) {
    return Money.round(days.of(amount.amount()), amount.currency());
  }

  /** What is missing from a total in the same currency; nothing if it is reached. */
  public Money missingFrom(Money total, Proration days) {
    return prorated(days).minus(total).orZero();
  }
}
