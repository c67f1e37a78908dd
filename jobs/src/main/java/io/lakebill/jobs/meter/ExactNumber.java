package io.lakebill.jobs.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as quantities have them: DECIMAL(38, 18). What has no room in one is null. */
final class ExactNumber {

  static final int PRECISION = 38;

  static final int SCALE = 18;

  private ExactNumber() {}

  /** The number rounded to 18 decimals, half away from zero; null when it has too many digits. */
  static BigDecimal fitted(BigDecimal number) {
    BigDecimal rounded = number.setScale(SCALE, RoundingMode.HALF_UP);
    return rounded.precision() > PRECISION ? null : rounded;
  }
}
