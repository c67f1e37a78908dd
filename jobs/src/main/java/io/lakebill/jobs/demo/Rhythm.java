package io.lakebill.jobs.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** When in a day and in a week a customer works. */
enum Rhythm {
  OFFICE(0.15),
  ALWAYS(0.85),
  EVENING(1.45);

  private static final int WORKING_DAYS = 5;
  private static final int MILLIS_OF_HOUR = 3_600_000;

  private final double weekend;

  Rhythm(double weekend) {
    this.weekend = weekend;
  }

  /** How busy a day is; 1 is a working day. */
  double of(LocalDate day) {
    return day.getDayOfWeek().getValue() <= WORKING_DAYS ? 1 : weekend;
  }

  /** Some instant of a local day. */
  Instant during(LocalDate day, ZoneId zone, Dice dice) {
    return day.atTime(dice.weighted(hours()), 0)
        .atZone(zone)
        .toInstant()
        .plusMillis(dice.between(0, MILLIS_OF_HOUR - 1));
  }

  /** How busy each hour is, from midnight on. */
  private int[] hours() {
    return switch (this) {
      case OFFICE ->
          new int[] {
            1, 1, 1, 1, 1, 2, 5, 14, 30, 42, 46, 44, 32, 38, 44, 42, 36, 24, 12, 7, 5, 4, 2, 1
          };
      case ALWAYS ->
          new int[] {
            12, 10, 9, 9, 10, 13, 18, 22, 25, 27, 28, 28, 27, 27, 28, 27, 26, 25, 24, 22, 20, 18,
            16, 14
          };
      case EVENING ->
          new int[] {
            6, 3, 2, 1, 1, 2, 4, 7, 9, 10, 12, 15, 18, 17, 16, 17, 20, 27, 36, 44, 46, 40, 26, 13
          };
    };
  }
}
