package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One step of how a charge came about, exact and unrounded.
 *
 * <p>The exact amount is quantity times unit amount, with two exceptions: package lines show the
 * units paid for and the amount of one package, and prorated fees show the amount of a full period.
 *
 * @param label what the line is, such as {@code tier 1}, {@code flat fee tier 1}, {@code 3
 *     packages} or {@code region=eu}
 * @param quantity in the unit of the price; negative in corrections
 * @param unitAmount money per unit, in the currency of the price
 * @param exactAmount money, with as many decimals as it takes
 */
public record RatedLine(
    String label, BigDecimal quantity, BigDecimal unitAmount, BigDecimal exactAmount)
    implements Serializable {

  /** Refuses a quantity or unit amount with more than 18 decimals or 20 digits before them. */
  public RatedLine {
    quantity = Decimals.stored("quantity", quantity);
    unitAmount = Decimals.stored("unit amount", unitAmount);
    exactAmount = Decimals.plain(exactAmount);
  }

  /** A line whose exact amount is quantity times unit amount. */
  public static RatedLine of(String label, BigDecimal quantity, BigDecimal unitAmount) {
    return new RatedLine(label, quantity, unitAmount, quantity.multiply(unitAmount));
  }

  /** The same line with its signs turned. */
  public RatedLine negated() {
    return new RatedLine(label, quantity.negate(), unitAmount, exactAmount.negate());
  }
}
