package io.lakebill.jobs.land;

import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.time.LocalTimes;
import io.lakebill.schemas.time.TimeReading;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * When an event happened, of what its row says. A time that the files keep as an instant, and one
 * whose text names its zone, is not moved; what a clock showed is in the zone of its source.
 */
public final class Times {

  private Times() {}

  /** The time that a text names, as its source writes times; null where it names none. */
  static Column of(Column text, Source source) {
    return OwnFunctions.callOrNull(
        Times.class, "micros", DataTypes.TimestampType, text, OwnFunctions.object(source));
  }

  /** Why a text names no time; null where it names one. */
  static Column problem(Column text, Source source) {
    return OwnFunctions.callOrNull(
        Times.class, "problem", DataTypes.StringType, text, OwnFunctions.object(source));
  }

  /** What a clock showed, told as if it had been in UTC, as an instant; null where it cannot be. */
  static Column ofClock(Column shown, Source source) {
    return isUtc(source)
        ? shown
        : OwnFunctions.callOrNull(
            Times.class, "ofClock", DataTypes.TimestampType, shown, OwnFunctions.object(source));
  }

  /** Microseconds since 1970. Called by code that Spark makes. */
  public static Long micros(UTF8String text, Source source) {
    return micros(source.timeFormat().read(text.toString(), source.timeZone()));
  }

  /** For a person. Called by code that Spark makes. */
  public static UTF8String problem(UTF8String text, Source source) {
    return source.timeFormat().read(text.toString(), source.timeZone())
            instanceof TimeReading.Refused refused
        ? UTF8String.fromString(refused.why())
        : null;
  }

  /** Microseconds since 1970. Called by code that Spark makes. */
  public static Long ofClock(long shown, Source source) {
    return micros(LocalTimes.at(shown, source.timeZone()));
  }

  private static Long micros(TimeReading reading) {
    return reading instanceof TimeReading.At at ? at.micros() : null;
  }

  private static boolean isUtc(Source source) {
    return source.timeZone().getRules().isFixedOffset()
        && source.timeZone().getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
  }
}
