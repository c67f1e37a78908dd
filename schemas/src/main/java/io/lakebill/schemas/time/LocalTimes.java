package io.lakebill.schemas.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a clock showed, as an instant. What the clocks of a zone never showed, because they were put
 * forward over it, is refused: it proves that the zone is wrong. What they showed twice is the
 * first of the two, as in RFC 5545.
 */
public final class LocalTimes {

  private static final long MICROS = 1_000_000;

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private LocalTimes() {}

  /** The instant at which the clocks of a zone showed a time first. */
  public static TimeReading at(LocalDateTime shown, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
    return offsets.isEmpty()
        ? new TimeReading.Refused("the clocks of " + zone + " never showed " + SHOWN.format(shown))
        : at(shown, offsets.get(0));
  }

  /** The instant at which a clock with an offset showed a time. */
  static TimeReading at(LocalDateTime shown, ZoneOffset offset) {
    Instant instant = shown.toInstant(offset);
    return TimeReading.at(instant.getEpochSecond(), instant.getNano());
  }

  /**
   * The same for a clock that is told as if it had been in UTC.
   *
   * @param shown microseconds since 1970
   */
  public static TimeReading at(long shown, ZoneId zone) {
    long second = Math.floorDiv(shown, MICROS);
    int nanos = (int) Math.floorMod(shown, MICROS) * 1_000;
    return at(LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC), zone);
  }
}
