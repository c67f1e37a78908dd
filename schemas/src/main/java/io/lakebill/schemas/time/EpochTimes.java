package io.lakebill.schemas.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Times as numbers of some unit since 1970, UTC. */
final class EpochTimes {

  /** Longer numbers are no times, and take long to compute. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,15}([.]\\d{0,18})?([eE][+-]?\\d{1,2})?");

  private static final int DECIMALS = 6;

  private static final BigDecimal MOST_MICROS = BigDecimal.valueOf(Long.MAX_VALUE / 2);

  private EpochTimes() {}

  static TimeReading read(String text, long microsPerUnit, String unit) {
    if (!NUMBER.matcher(text).matches()) {
      return new TimeReading.Refused("write a number of " + unit + " since 1970");
    }
    BigDecimal micros =
        new BigDecimal(text)
            .setScale(DECIMALS, RoundingMode.HALF_UP)
            .multiply(BigDecimal.valueOf(microsPerUnit))
            .setScale(0, RoundingMode.DOWN);
    return micros.abs().compareTo(MOST_MICROS) > 0
        ? new TimeReading.Refused("it is not within the years 1 to 9999")
        : new TimeReading.At(micros.longValueExact());
  }
}
