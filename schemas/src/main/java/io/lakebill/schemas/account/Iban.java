package io.lakebill.schemas.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers of bank accounts, as ISO 13616 has them. */
final class Iban {

  private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

  private static final int MODULUS = 97;
  private static final int HEAD = 4;
  private static final int LETTERS_FROM = 10;

  private Iban() {}

  /**
   * The number without blanks, in capitals; null stays null.
   *
   * @throws IllegalArgumentException if it is none, or its check digits say that it was mistyped
   */
  static String checked(String text) {
    if (text == null) {
      return null;
    }
    String iban = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (!SHAPE.matcher(iban).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no IBAN: two letters, two digits, then 11 to 30 more".formatted(text));
    }
    if (remainder(iban.substring(HEAD) + iban.substring(0, HEAD)) != 1) {
      throw new IllegalArgumentException(
          "the check digits of the IBAN '%s' are wrong; it was mistyped".formatted(text));
    }
    return iban;
  }

  private static int remainder(String text) {
    int remainder = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int value = Character.isDigit(character) ? character - '0' : character - 'A' + LETTERS_FROM;
      remainder = (remainder * (value < LETTERS_FROM ? LETTERS_FROM : 100) + value) % MODULUS;
    }
    return remainder;
  }
}
