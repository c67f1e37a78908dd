package io.lakebill.pricing.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How often a plan is billed. */
public enum Cadence {
  DAILY(1, ChronoUnit.DAYS),
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

  /** How many whole periods from a date on are over by another one. */
  long within(LocalDate date, LocalDate other) {
    long periods = unit.between(date, other) / length;
    // The last day of a month is a whole month after a day that the month does not have.
    return plus(date, periods + 1).isAfter(other) ? periods : periods + 1;
  }

  /** Whether its calendar boundaries stand on a day of the month. */
  public boolean isOfMonths() {
    return unit == ChronoUnit.MONTHS;
  }

  /**
   * The calendar boundary that is so many periods after the one on or before a date.
   *
   * @param day of the month on which boundaries stand, in months without it on the last one; it
   *     says nothing of days and weeks
   */
  LocalDate boundary(LocalDate date, int day, long periods) {
    if (!isOfMonths()) {
      return plus(calendarStart(date), periods);
    }
    LocalDate first = calendarStart(date);
    LocalDate begun = onDay(first, day).isAfter(date) ? plus(first, -1) : first;
    return onDay(plus(begun, periods), day);
  }

  private static LocalDate onDay(LocalDate month, int day) {
    return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
  }

  /** The calendar boundary on or before this date, where months begin on their first day. */
  private LocalDate calendarStart(LocalDate date) {
    if (unit == ChronoUnit.DAYS) {
      return date;
    }
    if (unit == ChronoUnit.WEEKS) {
      LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      long weeks = ChronoUnit.WEEKS.between(FIRST_MONDAY, monday);
      return monday.minusWeeks(Math.floorMod(weeks, length));
    }
    int monthsIn = (date.getMonthValue() - 1) % length;
    return date.withDayOfMonth(1).minusMonths(monthsIn);
  }
}
