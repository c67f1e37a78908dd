package io.lakebill.schemas.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Times as ISO 8601, RFC 3339, SQL and Java write them: a day, a {@code T} or a blank, hours and
 * minutes, perhaps seconds with a fraction, perhaps a zone. Read by hand, for every event has one.
 */
final class IsoTimes {

  private static final String DAY = "0000-00-00";

  private static final String SHAPE = "write 2026-01-31T12:00:00Z";

  private final String text;
  private int next;

  private IsoTimes(String text) {
    this.text = text;
  }

  /** Reads a text, which is in a zone unless it names one. */
  static TimeReading read(String text, ZoneId zone) {
    return new IsoTimes(text).read(zone);
  }

  private TimeReading read(ZoneId zone) {
    if (!startsWithDay()) {
      return new TimeReading.Refused(SHAPE);
    }
    int year = number(0, 4);
    int month = number(5, 7);
    int day = number(8, 10);
    if (year == 0 || month < 1 || month > 12 || day < 1) {
      return new TimeReading.Refused("there is no such day");
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return new TimeReading.Refused("there is no such day");
    }
    LocalDate date = LocalDate.of(year, month, day);
    next = DAY.length();
    if (next == text.length()) {
      return TimeReading.at(date.atStartOfDay(zone).toEpochSecond(), 0);
    }
    char between = text.charAt(next++);
    return between == 'T' || between == 't' || between == ' '
        ? timeOf(date, zone)
        : new TimeReading.Refused(SHAPE);
  }

  private TimeReading timeOf(LocalDate date, ZoneId zone) {
    // SQL and spreadsheets write 9:30; nobody can tell 9:5 from 9:50 cut off.
    int hour = digits(isDigit(next + 1) ? 2 : 1);
    int minute = skips(':') ? digits(2) : -1;
    int second = 0;
    int nanos = 0;
    if (skips(':')) {
      second = digits(2);
      nanos = skips('.') || skips(',') ? fraction() : 0;
    }
    if (hour < 0 || minute < 0 || second < 0 || nanos < 0) {
      return new TimeReading.Refused(SHAPE);
    }
    if (second == 60) {
      return new TimeReading.Refused(
          "leap seconds are not read, for systems count them differently");
    }
    boolean isEndOfDay = hour == 24 && minute == 0 && second == 0 && nanos == 0;
    if (!isEndOfDay && (hour > 23 || minute > 59 || second > 59)) {
      return new TimeReading.Refused("there is no such time of day");
    }
    LocalDateTime shown =
        isEndOfDay
            ? date.plusDays(1).atStartOfDay()
            : date.atTime(LocalTime.of(hour, minute, second, nanos));
    String named = text.substring(next).strip();
    return named.isEmpty() ? LocalTimes.at(shown, zone) : ZoneTexts.of(named).at(shown);
  }

  private boolean startsWithDay() {
    if (text.length() < DAY.length()) {
      return false;
    }
    for (int i = 0; i < DAY.length(); i++) {
      if (DAY.charAt(i) == '-' ? text.charAt(i) != '-' : !isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private boolean skips(char sought) {
    boolean isThere = next < text.length() && text.charAt(next) == sought;
    next += isThere ? 1 : 0;
    return isThere;
  }

  /** So many digits as a number, and no more of them; negative where they are not there. */
  private int digits(int count) {
    int from = next;
    while (isDigit(next)) {
      next++;
    }
    return next - from == count ? number(from, next) : -1;
  }

  /** Nanoseconds; negative where there are no digits. */
  private int fraction() {
    int from = next;
    int nanos = 0;
    while (isDigit(next)) {
      if (next - from < 9) {
        nanos = nanos * 10 + (text.charAt(next) - '0');
      }
      next++;
    }
    for (int digits = next - from; digits < 9; digits++) {
      nanos *= 10;
    }
    return next == from ? -1 : nanos;
  }
}
