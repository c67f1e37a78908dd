package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.BillingPeriod;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * What a customer has agreed to spend over some time, billed as it is used. What is missing in the
 * end is trued up. A commitment that is paid before is a credit grant instead, or a fee whose usage
 * has a free first tier.
 *
 * @param amount over the whole time; not negative
 * @param start the first day
 * @param end the day after the last
 */
public record Commitment(Money amount, LocalDate start, LocalDate end) implements Serializable {

  /** Refuses a negative amount and no days. */
  public Commitment {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("commitment " + amount + " is negative");
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "commitment end " + end + " is not after its start " + start);
    }
  }

  /** Whether the true-up is billed with this period: the one that has the last day. */
  public boolean isDueWith(BillingPeriod period) {
    return period.service().contains(end.minusDays(1));
  }

  /**
   * What is missing; nothing if the commitment is reached.
   *
   * @param billed for the days of the commitment, before discounts and tax
   */
  public Money trueUp(Money billed) {
    return amount.minus(billed).orZero();
  }
}
