package io.lakebill.pricing.model;

import java.math.BigDecimal;

/** Adds to unit amounts, with a message that says which would fall below nothing. */
final class UnitAmounts {

  private UnitAmounts() {}

  /** Refuses a sum below 0. */
  static BigDecimal raised(BigDecimal unitAmount, BigDecimal change) {
    BigDecimal raised = unitAmount.add(change);
    if (raised.signum() < 0) {
      throw new IllegalArgumentException(
          "unit amount "
              + unitAmount.toPlainString()
              + " adjusted by "
              + change.toPlainString()
              + " is below 0");
    }
    return raised;
  }
}
