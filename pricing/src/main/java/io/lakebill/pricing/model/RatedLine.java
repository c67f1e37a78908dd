package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One step of how a charge came about, exact and unrounded.
 *
 * <p>The exact amount is quantity times unit amount, with three exceptions: package lines show the
 * units paid for and the amount of one package, prorated fees show the amount of a full period, and
 * adjustments (a minimum, a cap) have an amount only.
 *
 * @param label what the line is, such as {@code tier 1}, {@code flat fee tier 1}, {@code packages
 *     of 10} or {@code region=eu}
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

  /** A line that counts nothing: what a minimum adds, or what a cap takes away. */
  public static RatedLine adjustment(String label, BigDecimal exactAmount) {
    return new RatedLine(label, BigDecimal.ZERO, BigDecimal.ZERO, exactAmount);
  }

  /** The same line under another label. */
  RatedLine labelled(String other) {
    return new RatedLine(other, quantity, unitAmount, exactAmount);
  }

  /** Both lines as one, under the label and unit amount that they share. */
  RatedLine plus(RatedLine other) {
    return new RatedLine(
        label, quantity.add(other.quantity), unitAmount, exactAmount.add(other.exactAmount));
  }

  /** The same line with its signs turned. */
  public RatedLine negated() {
    return new RatedLine(label, quantity.negate(), unitAmount, exactAmount.negate());
  }
}
