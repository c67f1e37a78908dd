package io.lakebill.jobs.invoice;

/**
 * Cells that a spreadsheet will not run: text that begins like a formula gets a quote in front.
 * Numbers are left alone, also negative ones.
 */
public final class SafeCell {

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
            && ("=+-@".indexOf(text.charAt(0)) >= 0 || Character.isISOControl(text.charAt(0)));
    return risky ? "'" + text : text;
  }
}
