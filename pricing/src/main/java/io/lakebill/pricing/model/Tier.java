package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of quantities with its own rate. Where it begins is where the tier before it ends.
 *
 * @param lastUnit the upper bound; null for an open tier, which only the last one may be
 * @param unitAmount money per unit in this tier
 * @param flatAmount money for the tier as a whole, on top of its units; 0 for none
 */
public record Tier(BigDecimal lastUnit, BigDecimal unitAmount, BigDecimal flatAmount)
    implements Serializable {

  /** Refuses a bound that is not positive, and negative amounts. */
  public Tier {
    lastUnit = lastUnit == null ? null : Decimals.positive("tier bound", lastUnit);
    unitAmount = Decimals.notNegative("unit amount", unitAmount);
    flatAmount = Decimals.notNegative("flat amount", flatAmount);
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

  public boolean isOpen() {
    return lastUnit == null;
  }

  /** What this tier adds when it is entered with so many units, which may be none. */
  List<RatedLine> lines(int number, BigDecimal units) {
    List<RatedLine> lines = new ArrayList<>();
    if (units.signum() != 0) {
      lines.add(RatedLine.of("tier " + number, units, unitAmount));
    }
    if (flatAmount.signum() != 0) {
      lines.add(RatedLine.of("flat fee tier " + number, BigDecimal.ONE, flatAmount));
    }
    return lines;
  }
}
