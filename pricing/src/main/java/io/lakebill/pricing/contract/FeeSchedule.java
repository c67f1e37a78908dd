package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * When the fee of a commitment is paid: at once, or in equal installments. However many bills it
 * comes on, they add up to it.
 *
 * @param fee of all installments together
 * @param start the day of the first
 * @param every how far they are apart; null for a fee that is paid at once
 * @param installments how many there are
 */
public record FeeSchedule(Money fee, LocalDate start, Cadence every, int installments)
    implements Serializable {

  /** Refuses a negative fee and no installments. */
  public FeeSchedule {
    if (fee.signum() < 0) {
      throw new IllegalArgumentException("fee " + fee + " is negative");
    }
    if (installments < 1) {
      throw new IllegalArgumentException(installments + " installments are none");
    }
    if (installments > 1 && every == null) {
      throw new IllegalArgumentException("installments need every: how far they are apart");
    }
  }

  /** What is to be paid by a day, all installments so far together. */
  public Money dueBy(LocalDate day) {
    long begun = begunBy(day);
    return Money.round(
        Decimals.divide(
            fee.amount().multiply(BigDecimal.valueOf(begun)), BigDecimal.valueOf(installments)),
        fee.currency());
  }

  private long begunBy(LocalDate day) {
    if (every == null) {
      return day.isBefore(start) ? 0 : 1;
    }
    int begun = new BillingSchedule(start, null, every, Anchor.ANNIVERSARY).startedBy(day).size();
    return Math.min(begun, installments);
  }
}
