package io.lakebill.pricing.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How often a plan is billed. */
public enum Cadence {
  WEEKLY(1, ChronoUnit.WEEKS),
  BIWEEKLY(2, ChronoUnit.WEEKS),
  MONTHLY(1, ChronoUnit.MONTHS),
  QUARTERLY(3, ChronoUnit.MONTHS),
  SEMIANNUAL(6, ChronoUnit.MONTHS),
  ANNUAL(12, ChronoUnit.MONTHS);

  /** Weeks are paired from the first Monday of 1970, so all accounts share the same fortnights. */
  private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);

  private final int length;
  private final ChronoUnit unit;

  Cadence(int length, ChronoUnit unit) {
    this.length = length;
    this.unit = unit;
  }

  /**
   * The date that is so many periods after this one. A day of the month that does not exist becomes
   * the last one; count from the first period to have it back in longer months.
   */
  LocalDate plus(LocalDate date, long periods) {
    return date.plus(periods * length, unit);
  }

  /** The calendar boundary on or before this date. */
  LocalDate calendarStart(LocalDate date) {
    if (unit == ChronoUnit.WEEKS) {
      LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      long weeks = ChronoUnit.WEEKS.between(FIRST_MONDAY, monday);
      return monday.minusWeeks(Math.floorMod(weeks, length));
    }
    int monthsIn = (date.getMonthValue() - 1) % length;
    return date.withDayOfMonth(1).minusMonths(monthsIn);
  }
}
