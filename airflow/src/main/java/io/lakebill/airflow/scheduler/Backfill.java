package io.lakebill.airflow.scheduler;

import java.time.Instant;

/**
 * Nights that are run for dates gone by.
 *
 * @param fromDate the first logical date
 * @param toDate the last one
 * @param completedAt null as long as a run of it is not over
 */
public record Backfill(
    long id, String dagId, Instant fromDate, Instant toDate, Instant completedAt) {

  /** Whether all of its runs are over. */
  public boolean isOver() {
    return completedAt != null;
  }
}
