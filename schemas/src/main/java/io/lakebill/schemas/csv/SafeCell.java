package io.lakebill.schemas.csv;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet will not run: text that begins like a formula gets a quote in front.
 * Numbers are left alone, also negative ones and those that are written as text.
 */
public final class SafeCell {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private SafeCell() {}

  /** The cell's text; null is empty. */
  public static String of(Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    boolean risky =
        value instanceof String
            && !text.isEmpty()
            && !NUMBER.matcher(text).matches()
            && ("=+-@".indexOf(text.charAt(0)) >= 0 || Character.isISOControl(text.charAt(0)));
    return risky ? "'" + text : text;
  }
}
