package io.lakebill.airflow.scheduler;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Nights by the dates that they bill, both included. A night's data interval ends on its date, so
 * the logical dates that Airflow asks for lie a day before.
 *
 * @param zone the time zone of the DAG's schedule
 */
public record Dates(LocalDate first, LocalDate last, ZoneId zone) {

  /** Refuses dates in the wrong order. */
  public Dates {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "the last night %s is before the first one %s".formatted(last, first));
    }
  }

  OffsetDateTime from() {
    return first.minusDays(1).atStartOfDay(zone).toOffsetDateTime();
  }

  OffsetDateTime to() {
    return last.minusDays(1).atTime(LocalTime.of(23, 59, 59)).atZone(zone).toOffsetDateTime();
  }
}
