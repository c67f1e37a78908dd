package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One step of how a charge came about, exact and unrounded: quantity times unit amount is the exact
 * amount. What has no price of one unit (a part of a fee, what a minimum adds or a cap takes)
 * counts once, or -1 times where it takes something away.
 *
 * @param label what the line is, such as {@code tier 1}, {@code flat fee tier 1}, {@code packages
 *     of 10} or {@code region=eu}
 * @param quantity in what the price counts: units, packages, steps; negative in corrections
 * @param unitAmount money for one, in the currency of the price; null where 18 decimals cannot say
 *     it, see {@link #amountOfOne()}
 * @param exactAmount money, with as many decimals as it takes
 */
public record RatedLine(
    String label, BigDecimal quantity, BigDecimal unitAmount, BigDecimal exactAmount)
    implements Serializable {

  /**
   * Refuses a quantity or unit amount with more than 18 decimals or 20 digits before them, and an
   * amount that is not their product.
   */
  public RatedLine {
    quantity = Decimals.stored("quantity", quantity);
    unitAmount = unitAmount == null ? null : Decimals.stored("unit amount", unitAmount);
    exactAmount = Decimals.plain(exactAmount);
    if (unitAmount != null && quantity.multiply(unitAmount).compareTo(exactAmount) != 0) {
      throw new IllegalArgumentException(
          "line '%s' is %s of %s, which is not %s"
              .formatted(
                  label,
                  quantity.toPlainString(),
                  unitAmount.toPlainString(),
                  exactAmount.toPlainString()));
    }
  }

  /** A line whose exact amount is quantity times unit amount. */
  public static RatedLine of(String label, BigDecimal quantity, BigDecimal unitAmount) {
    return new RatedLine(label, quantity, unitAmount, quantity.multiply(unitAmount));
  }

  /** A line that counts once: what a minimum adds, or, as -1, what a cap takes away. */
  public static RatedLine once(String label, BigDecimal exactAmount) {
    BigDecimal one = exactAmount.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    BigDecimal amount = Decimals.plain(exactAmount.abs());
    boolean isStored = amount.scale() <= Decimals.STORED_DECIMALS;
    return new RatedLine(label, one, isStored ? amount : null, exactAmount);
  }

  /** A line of so many at the same amount each, where 18 decimals can say it. */
  public static Optional<RatedLine> shared(
      String label, BigDecimal quantity, BigDecimal exactAmount) {
    BigDecimal each = Decimals.divide(exactAmount, quantity);
    return each.multiply(quantity).compareTo(exactAmount) == 0
        ? Optional.of(of(label, quantity, each))
        : Optional.empty();
  }

  /** The amount of one, where it can be said. */
  public Optional<BigDecimal> amountOfOne() {
    return Optional.ofNullable(unitAmount);
  }

  /** The same line under another label. */
  RatedLine labelled(String other) {
    return new RatedLine(other, quantity, unitAmount, exactAmount);
  }

  /**
   * Both lines as one, under the label and unit amount that they share; once, if none can be said.
   */
  RatedLine plus(RatedLine other) {
    return unitAmount == null ? together(other) : ofBoth(other);
  }

  /** Both lines as one that counts once, whatever they count. */
  RatedLine together(RatedLine other) {
    return once(label, exactAmount.add(other.exactAmount));
  }

  private RatedLine ofBoth(RatedLine other) {
    return new RatedLine(
        label, quantity.add(other.quantity), unitAmount, exactAmount.add(other.exactAmount));
  }

  /** The same line with its signs turned. */
  public RatedLine negated() {
    return new RatedLine(label, quantity.negate(), unitAmount, exactAmount.negate());
  }
}
