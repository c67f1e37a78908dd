package io.lakebill.schemas.source;

import io.lakebill.schemas.time.TimeReading;
import io.lakebill.schemas.time.TimeTexts;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How times are written in files.
 *
 * @param pattern of {@link DateTimeFormatter}; null unless the kind is PATTERN
 */
public record TimeFormat(Kind kind, String pattern) implements Serializable {

  /** The ways to write a time. */
  public enum Kind {
    /** {@code 2026-01-31T12:00:00.123Z}, with or without a zone, or a blank for the T. */
    ISO,
    /** Seconds since 1970, decimals allowed. */
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    PATTERN
  }

  /** Refuses a pattern whose texts do not say what day and time they mean. */
  public TimeFormat {
    if ((kind == Kind.PATTERN) != (pattern != null)) {
      throw new IllegalArgumentException(kind + " and pattern " + pattern + " do not go together");
    }
    if (pattern != null) {
      TimeTexts.requirePattern(pattern);
    }
  }

  /**
   * Reads a time.
   *
   * @param zone where the clock stood that a time is of which names no zone
   */
  public TimeReading read(String text, ZoneId zone) {
    return switch (kind) {
      case ISO -> TimeTexts.iso(text, zone);
      case EPOCH_SECONDS -> TimeTexts.epochSeconds(text);
      case EPOCH_MILLIS -> TimeTexts.epochMillis(text);
      case PATTERN -> TimeTexts.pattern(pattern, text, zone);
    };
  }

  /** Reads {@code iso}, {@code epoch_seconds}, {@code epoch_millis} or a pattern. */
  public static TimeFormat of(String text) {
    return switch (text) {
      case "iso" -> new TimeFormat(Kind.ISO, null);
      case "epoch_seconds" -> new TimeFormat(Kind.EPOCH_SECONDS, null);
      case "epoch_millis" -> new TimeFormat(Kind.EPOCH_MILLIS, null);
      default -> new TimeFormat(Kind.PATTERN, text);
    };
  }

  /** The pattern, if the kind is PATTERN. */
  public Optional<String> datePattern() {
    return Optional.ofNullable(pattern);
  }
}
