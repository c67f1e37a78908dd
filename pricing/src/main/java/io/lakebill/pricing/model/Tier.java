package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of quantities with its own rate. Where it begins is where the tier before it ends.
 *
 * @param lastUnit the upper bound; null for an open tier, which only the last one may be
 * @param unitAmount money per unit in this tier
 * @param flatAmount money for the tier as a whole, on top of its units; 0 for none
 * @param blockSize its units are sold in blocks of so many, a block that was begun is paid in full,
 *     and the unit amount is that of a block; null for single units
 */
public record Tier(
    BigDecimal lastUnit, BigDecimal unitAmount, BigDecimal flatAmount, BigDecimal blockSize)
    implements Serializable {

  /** Refuses a bound or a block that is not positive, and negative amounts. */
  public Tier {
    lastUnit = lastUnit == null ? null : Decimals.positive("tier bound", lastUnit);
    unitAmount = Decimals.notNegative("unit amount", unitAmount);
    flatAmount = Decimals.notNegative("flat amount", flatAmount);
    blockSize = blockSize == null ? null : Decimals.positive("block size", blockSize);
  }

  /** A tier of single units. */
  public Tier(BigDecimal lastUnit, BigDecimal unitAmount, BigDecimal flatAmount) {
    this(lastUnit, unitAmount, flatAmount, null);
  }

  public static Tier upTo(String lastUnit, String unitAmount) {
    return upTo(lastUnit, unitAmount, "0");
  }

  public static Tier upTo(String lastUnit, String unitAmount, String flatAmount) {
    return new Tier(
        new BigDecimal(lastUnit), new BigDecimal(unitAmount), new BigDecimal(flatAmount));
  }

  /** The open tier after all others. */
  public static Tier beyond(String unitAmount) {
    return beyond(unitAmount, "0");
  }

  /** The open tier after all others. */
  public static Tier beyond(String unitAmount, String flatAmount) {
    return new Tier(null, new BigDecimal(unitAmount), new BigDecimal(flatAmount));
  }

  /** The same tier with its units in blocks. */
  public Tier inBlocksOf(BigDecimal size) {
    return new Tier(lastUnit, unitAmount, flatAmount, size);
  }

  /** The same tier with other amounts. */
  Tier withAmounts(BigDecimal unit, BigDecimal flat) {
    return new Tier(lastUnit, unit, flat, blockSize);
  }

  public boolean isOpen() {
    return lastUnit == null;
  }

  /** How many units are sold together, if they are sold in blocks. */
  public Optional<BigDecimal> block() {
    return Optional.ofNullable(blockSize);
  }

  /** What this tier adds when it is entered with so many units, which may be none. */
  List<RatedLine> lines(int number, BigDecimal units) {
    List<RatedLine> lines = new ArrayList<>();
    if (units.signum() != 0) {
      lines.add(
          blockSize == null
              ? RatedLine.of("tier " + number, units, unitAmount)
              : RatedLine.of(
                  "tier %d in blocks of %s".formatted(number, blockSize.toPlainString()),
                  units.divide(blockSize, 0, RoundingMode.CEILING),
                  unitAmount));
    }
    if (flatAmount.signum() != 0) {
      lines.add(RatedLine.of("flat fee tier " + number, BigDecimal.ONE, flatAmount));
    }
    return lines;
  }
}
