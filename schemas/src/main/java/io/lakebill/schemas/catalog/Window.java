package io.lakebill.schemas.catalog;

import java.util.Locale;

/**
 * A stretch of time that has a quantity of its own, by the clock of the account: prices per window
 * see one quantity for each.
 */
public enum Window {
  /** Named by the UTC instant it starts at, so that the hour a clock repeats is two windows. */
  HOUR,
  /** Named by its date; 23 or 25 hours long where clocks change. */
  DAY;

  /** The dimension by which prices ask for windows. */
  public static final String DIMENSION = "window";

  /** The name in documents, {@code hour}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
