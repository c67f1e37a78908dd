package io.lakebill.pricing.period;

/** What the boundaries of billing periods are tied to. */
public enum Anchor {
  /**
   * The calendar: Mondays, and the first day of months, quarters, half-years and years, or another
   * day of their first months. A subscription that begins in between has a shorter first period.
   */
  CALENDAR,
  /**
   * The first day of the subscription, which is remembered: monthly from 31 January begins on 28 or
   * 29 February and on 31 March.
   */
  ANNIVERSARY
}
