package io.lakebill.schemas.csv;

import java.util.Optional;

/**
 * Numbers as half of Europe writes them. A point may be a thousands separator or somebody else's
 * decimal point, so a number that has one is refused, not guessed.
 */
final class DecimalCommas {

  private DecimalCommas() {}

  /** The number with a point for its comma; empty if it is written in any other way. */
  static Optional<byte[]> withPoint(byte[] text) {
    byte[] number = text.clone();
    int digits = 0;
    int commas = 0;
    for (int i = 0; i < number.length; i++) {
      boolean isSign = i == 0 && number.length > 1 && (number[i] == '-' || number[i] == '+');
      if (number[i] >= '0' && number[i] <= '9') {
        digits++;
      } else if (number[i] == ',') {
        commas++;
        number[i] = '.';
      } else if (!isSign) {
        return Optional.empty();
      }
    }
    boolean endsInDigit = digits > 0 && number[number.length - 1] != '.';
    return commas <= 1 && endsInDigit ? Optional.of(number) : Optional.empty();
  }
}
