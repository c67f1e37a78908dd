package io.lakebill.schemas.document;

import java.math.BigDecimal;

/** Decimal numbers in documents. However a number is written, it is read as the same object. */
public final class Decimals {

  private Decimals() {}

  /** Reads {@code 10}, {@code 10.0} and {@code 10.00} as the same 10. */
  public static BigDecimal parse(String text) {
    BigDecimal stripped = new BigDecimal(text).stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** The shortest text without an exponent. */
  public static String text(BigDecimal number) {
    return parse(number.toPlainString()).toPlainString();
  }
}
