package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The least and the most that something costs.
 *
 * @param minimum money; null for none, see {@link #least()}
 * @param maximum money; null for none, see {@link #most()}
 */
public record Limits(BigDecimal minimum, BigDecimal maximum) implements Serializable {

  public static final Limits NONE = new Limits(null, null);

  /** Refuses negative limits, and a minimum above the maximum. */
  public Limits {
    minimum = minimum == null ? null : Decimals.notNegative("minimum", minimum);
    maximum = maximum == null ? null : Decimals.notNegative("maximum", maximum);
    if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "minimum "
              + minimum.toPlainString()
              + " is above the maximum "
              + maximum.toPlainString());
    }
  }

  /** The least it costs, if that is limited. */
  public Optional<BigDecimal> least() {
    return Optional.ofNullable(minimum);
  }

  /** The most it costs, if that is limited. */
  public Optional<BigDecimal> most() {
    return Optional.ofNullable(maximum);
  }

  /** The same maximum with another minimum. */
  public Limits withMinimum(BigDecimal other) {
    return new Limits(other, maximum);
  }

  /** The same minimum with another maximum. */
  public Limits withMaximum(BigDecimal other) {
    return new Limits(minimum, other);
  }

  /** What is left of the maximum after an amount; the minimum is never above it. */
  public Limits left(BigDecimal before) {
    if (maximum == null) {
      return this;
    }
    BigDecimal most = maximum.subtract(before).max(BigDecimal.ZERO);
    return new Limits(minimum == null ? null : minimum.min(most), most);
  }

  /** The amount, or the limit that it is beyond. */
  public BigDecimal clamp(BigDecimal amount) {
    BigDecimal notBelow = least().map(amount::max).orElse(amount);
    return most().map(notBelow::min).orElse(notBelow);
  }
}
