package io.lakebill.pricing.period;

import java.time.LocalDate;
import java.util.Locale;

/** At which end of a period it is billed. */
public enum Timing {
  ADVANCE,
  ARREARS;

  /** The name in documents, {@code advance}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The day on which what is billed with this period is due to be invoiced: one of its ends. */
  public LocalDate billingDate(BillingPeriod period) {
    return this == ADVANCE ? period.start() : period.end();
  }

  /**
   * Whether a time that is paid for is billed with this period: in advance with the one in which it
   * begins, in arrears with the one in which it ends.
   */
  public boolean isBilledWith(BillingPeriod period, ServicePeriod paidFor) {
    return period.asDays().contains(this == ADVANCE ? paidFor.start() : paidFor.lastDay());
  }
}
