package io.lakebill.schemas.catalog;

import java.util.Locale;

/** How the values of a period's events become a quantity. */
public enum Aggregation {
  COUNT,
  SUM,
  MIN,
  MAX,
  AVERAGE,
  /** The number of different values, exactly. */
  UNIQUE_COUNT,
  /** The last value reported in the period. */
  LATEST,
  /** The last value reported in the period or before it. */
  LAST_IN_HISTORY,
  /** A running stock: the sum of all values up to the period's end. */
  HISTORICAL_SUM,
  /** Each value counts for as long as it stands. */
  TIME_WEIGHTED_SUM,
  /** A user's own expression. */
  SQL;

  /** Whether runs compute it; charges on the others are held. */
  public boolean isMetered() {
    return compareTo(LATEST) <= 0;
  }

  /** Whether it needs no property. */
  public boolean countsEvents() {
    return this == COUNT;
  }

  /** The name in documents, {@code unique_count}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
