package io.lakebill.pricing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/** The one form in which records hold decimals, and the limits that tables set for them. */
public final class Decimals {

  /** Quantities and unit amounts are stored as DECIMAL(38, 18). */
  public static final int STORED_DECIMALS = 18;

  private static final int STORED_WHOLE_DIGITS = 20;

  private Decimals() {}

  /** The same value without trailing zeros and without exponent. */
  public static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** Refuses what a table column would have to cut; nothing is cut silently. */
  public static BigDecimal stored(String what, BigDecimal value) {
    Objects.requireNonNull(value, () -> what + " is missing");
    // Before anything is made of it: to strip a million digits takes minutes.
    if (value.signum() != 0 && (long) value.precision() - value.scale() > STORED_WHOLE_DIGITS) {
      throw new IllegalArgumentException(
          "%s %.60s has more than %d digits before the point"
              .formatted(what, value.toString(), STORED_WHOLE_DIGITS));
    }
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() > STORED_DECIMALS) {
      throw new IllegalArgumentException(
          "%s %.60s has more than %d decimals".formatted(what, value.toString(), STORED_DECIMALS));
    }
    return plain(stripped);
  }

  public static BigDecimal notNegative(String what, BigDecimal value) {
    BigDecimal stored = stored(what, value);
    if (stored.signum() < 0) {
      throw new IllegalArgumentException(what + " " + stored + " is negative");
    }
    return stored;
  }

  public static BigDecimal positive(String what, BigDecimal value) {
    BigDecimal stored = stored(what, value);
    if (stored.signum() <= 0) {
      throw new IllegalArgumentException(what + " " + stored + " is not above 0");
    }
    return stored;
  }

  /** Divides with the one rounding a division has: half away from zero, at 18 decimals. */
  public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    return plain(dividend.divide(divisor, STORED_DECIMALS, RoundingMode.HALF_UP));
  }
}
