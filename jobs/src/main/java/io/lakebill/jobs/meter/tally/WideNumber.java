package io.lakebill.jobs.meter.tally;

import io.lakebill.jobs.meter.expression.ExactNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A quantity, DECIMAL(38, 18), as a whole number of 10^-18 in 128 bits. It is read from text, added
 * to and compared without making an object.
 */
public final class WideNumber {

  private static final int SCALE = 18;

  private static final int PRECISION = 38;

  private static final int LONGEST_TEXT = 100;

  private static final Pattern SHORT_EXPONENT = Pattern.compile("[eE]-[0-9]{1,4}\\s*$");

  private static final BigInteger BOUND = BigInteger.TEN.pow(PRECISION);

  private static final long[] POWERS = powers();

  private long high;
  private long low;
  private boolean isTooLarge;

  private static long[] powers() {
    long[] powers = new long[SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i <= SCALE; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * Becomes the number that a text says, as {@link
   * io.lakebill.jobs.meter.expression.EventValues#number} reads it; false, and of no use, when it
   * says none.
   */
  public boolean read(UTF8String text) {
    isTooLarge = false;
    return readShort(text) || readAny(text);
  }

  /** Digits with sign and point, so few that they have room in a long. */
  private boolean readShort(UTF8String text) {
    int length = text.numBytes();
    if (length == 0 || length > SCALE + 2) {
      return false;
    }
    byte first = text.getByte(0);
    int start = first == '-' || first == '+' ? 1 : 0;
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int i = start; i < length; i++) {
      byte character = text.getByte(i);
      if (character >= '0' && character <= '9') {
        digits = digits * 10 + (character - '0');
        count++;
      } else if (character == '.' && point < 0) {
        point = i;
      } else {
        return false;
      }
    }
    if (count == 0 || count > SCALE) {
      return false;
    }
    long power = POWERS[SCALE - (point < 0 ? 0 : length - 1 - point)];
    long number = first == '-' ? -digits : digits;
    high = Math.multiplyHigh(number, power);
    low = number * power;
    return true;
  }

  private boolean readAny(UTF8String text) {
    if (text.numChars() > LONGEST_TEXT) {
      return false;
    }
    String said = text.toString();
    if ((said.contains("e-") || said.contains("E-")) && !SHORT_EXPONENT.matcher(said).find()) {
      return false;
    }
    try {
      BigDecimal number = new BigDecimal(said.trim());
      if (number.precision() - number.scale() > PRECISION) {
        return false;
      }
      BigDecimal fitted = ExactNumber.fitted(number);
      if (fitted == null) {
        return false;
      }
      BigInteger whole = fitted.unscaledValue();
      low = whole.longValue();
      high = whole.shiftRight(Long.SIZE).longValue();
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The number that Spark has. */
  public static WideNumber of(Decimal number) {
    BigInteger whole = number.toJavaBigDecimal().setScale(SCALE).unscaledValue();
    WideNumber wide = new WideNumber();
    wide.low = whole.longValue();
    wide.high = whole.shiftRight(Long.SIZE).longValue();
    return wide;
  }

  /** Becomes the same number as another. */
  public void set(WideNumber other) {
    high = other.high;
    low = other.low;
    isTooLarge = other.isTooLarge;
  }

  /** Becomes the sum with another. */
  public void add(WideNumber other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long above = high + other.high + carry;
    isTooLarge |= ((high ^ above) & (other.high ^ above)) < 0;
    low = sum;
    high = above;
  }

  /** Whether it is less than another. */
  public boolean isLessThan(WideNumber other) {
    return high != other.high ? high < other.high : Long.compareUnsigned(low, other.low) < 0;
  }

  /** The number as Spark has it; null when it has no room in a quantity. */
  public Decimal decimal() {
    if (isTooLarge) {
      return null;
    }
    if (high == low >> (Long.SIZE - 1)) {
      return Decimal.apply(BigDecimal.valueOf(low, SCALE), PRECISION, SCALE);
    }
    byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    BigInteger whole = new BigInteger(bytes);
    return whole.abs().compareTo(BOUND) >= 0
        ? null
        : Decimal.apply(new BigDecimal(whole, SCALE), PRECISION, SCALE);
  }
}
