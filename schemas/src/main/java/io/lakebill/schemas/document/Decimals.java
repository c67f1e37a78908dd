package io.lakebill.schemas.document;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers in documents. However a number is written, it is read as the same object. */
public final class Decimals {

  /** As in the shapes of documents; a few letters more could say a number of a million digits. */
  private static final Pattern SHAPE = Pattern.compile("-?[0-9]{1,20}([.][0-9]{1,18})?");

  private Decimals() {}

  /**
   * Reads {@code 10}, {@code 10.0} and {@code 10.00} as the same 10.
   *
   * @throws NumberFormatException if it is no decimal number, has more than 20 digits before the
   *     point or more than 18 behind it, or an exponent
   */
  public static BigDecimal parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new NumberFormatException(
          "'%.60s' is not a decimal number of at most 20 digits before and 18 behind the point"
              .formatted(text));
    }
    BigDecimal stripped = new BigDecimal(text).stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** The shortest text without an exponent. */
  public static String text(BigDecimal number) {
    return parse(number.toPlainString()).toPlainString();
  }
}
