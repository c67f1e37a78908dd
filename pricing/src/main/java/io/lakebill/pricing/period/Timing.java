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
}
