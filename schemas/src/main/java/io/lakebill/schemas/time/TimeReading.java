package io.lakebill.schemas.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What came of reading a time: the instant it names without doubt, or why it names none. */
public sealed interface TimeReading {

  /**
   * An instant, as exact as a lake keeps it; finer digits are cut.
   *
   * @param micros microseconds since 1970, UTC
   */
  record At(long micros) implements TimeReading {

    /** The same. */
    public Instant instant() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }

  /**
   * No instant.
   *
   * @param why for whoever sent it: what is wrong, and what would be right
   */
  record Refused(String why) implements TimeReading {}

  /** An instant by its second since 1970 and what is beyond it. */
  static TimeReading at(long second, int nanos) {
    return new At(second * 1_000_000 + nanos / 1_000);
  }
}
