package io.lakebill.schemas.time;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads times from text. A time that names its zone is in that zone, whatever else is known; one
 * that names none is what a clock in the given zone showed. What can be read in two ways is not
 * read.
 */
public final class TimeTexts {

  private TimeTexts() {}

  /** A time as ISO 8601, RFC 3339, SQL or Java write it. */
  public static TimeReading iso(String text, ZoneId zone) {
    return IsoTimes.read(text, zone);
  }

  /** The same, of a text that has to name its zone. */
  public static TimeReading instant(String text) {
    TimeReading west = IsoTimes.read(text, ZoneOffset.MIN);
    TimeReading east = IsoTimes.read(text, ZoneOffset.MAX);
    return west.equals(east) ? west : new TimeReading.Refused("it names no zone");
  }

  /** Seconds since 1970, decimals allowed. */
  public static TimeReading epochSeconds(String text) {
    return EpochTimes.read(text, 1_000_000, "seconds");
  }

  /** Milliseconds since 1970, decimals allowed. */
  public static TimeReading epochMillis(String text) {
    return EpochTimes.read(text, 1_000, "milliseconds");
  }

  /** A time in a pattern that {@link #requirePattern} accepts. */
  public static TimeReading pattern(String pattern, String text, ZoneId zone) {
    return PatternTimes.of(pattern).read(text, zone);
  }

  /**
   * Accepts a pattern of {@link java.time.format.DateTimeFormatter} whose texts say what day and
   * time they mean.
   *
   * @throws IllegalArgumentException for any other
   */
  public static void requirePattern(String pattern) {
    var unused = PatternTimes.of(pattern);
  }
}
