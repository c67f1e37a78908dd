package io.lakebill.tests.bench;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A month of events: thirty days of as many events each. The month after the last day that has
 * events goes on, so that nights come while it is open.
 */
record Month(YearMonth month) {

  /** Days with events. */
  static final int DAYS = 30;

  /** The month whose nights are measured; it has 31 days. */
  static final Month BILLED = new Month(YearMonth.of(2026, 10));

  /** Months before it that are billed already, when history is measured. */
  static final int EARLIER = 3;

  /** The earlier months, oldest first. */
  static List<Month> earlier() {
    return IntStream.rangeClosed(1, EARLIER)
        .mapToObj(back -> new Month(BILLED.month.minusMonths(EARLIER + 1L - back)))
        .toList();
  }

  LocalDate day(int day) {
    return month.atDay(day);
  }

  /** The first day after it. */
  LocalDate end() {
    return month.plusMonths(1).atDay(1);
  }

  /** The first instant of a day, in microseconds since 1970. */
  long micros(int day) {
    return day(day).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  }

  /** How many months it comes after the first that may have events. */
  int position() {
    return EARLIER - (int) month.until(BILLED.month, ChronoUnit.MONTHS);
  }
}
