package io.lakebill.schemas.catalog;

import java.util.Locale;

/**
 * How the values of a period's events become a quantity. Values that are missing or not numbers are
 * skipped and counted, and never enter a divisor. Without a usable value there is no usage, except
 * that COUNT is then 0.
 */
public enum Aggregation {
  /** The number of events. */
  COUNT,
  SUM,
  MIN,
  MAX,
  /** The sum of the values by their number, rounded once at 18 decimals. */
  AVERAGE,
  /** The number of different values, exactly. */
  UNIQUE_COUNT,
  /** The last value reported in the period; at the same time, the one of the greater event id. */
  LATEST,
  /** The last value reported in the period or before it. */
  LAST_IN_HISTORY,
  /** A running stock: the sum of all values up to the period's end. */
  HISTORICAL_SUM,
  /**
   * Each value counts for as long as it stands, in unit-hours: value times the hours until the next
   * value or the period's end. The value at the period's start comes from before it; it is 0 until
   * the first event.
   */
  TIME_WEIGHTED_SUM,
  /**
   * A running stock as a share of the period: each value counts for the part of the period from its
   * time on, and in full in all later ones.
   */
  WEIGHTED_SUM,
  /** The same by days of the account's clock: a value counts from the start of its day. */
  PRORATED_SUM,
  /**
   * The average, over the days of the period by the account's clock, of what UNIQUE_COUNT is up to
   * each day's end. So each different value counts for the share of the days on which it is there:
   * from the day it comes until the day before it goes.
   */
  PRORATED_UNIQUE_COUNT,
  /** A user's own expression over the columns of events. */
  SQL;

  /** Whether it counts different values, compared as text; such values may come and go. */
  public boolean isUnique() {
    return this == UNIQUE_COUNT || this == PRORATED_UNIQUE_COUNT;
  }

  /** Whether it needs no property. */
  public boolean countsEvents() {
    return this == COUNT;
  }

  /** Whether what happened before the period counts, so that a period without events has usage. */
  public boolean seesHistory() {
    return this == LAST_IN_HISTORY
        || this == HISTORICAL_SUM
        || this == TIME_WEIGHTED_SUM
        || isShareOfPeriod();
  }

  /** Whether a value counts for the part of the period that is left when it comes. */
  public boolean isShareOfPeriod() {
    return this == WEIGHTED_SUM || this == PRORATED_SUM;
  }

  /** The name in documents, {@code unique_count}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
