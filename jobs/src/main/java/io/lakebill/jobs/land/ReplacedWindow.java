package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A stretch of time in which the events of a source become those of the files that are handed over
 * for it. It is replaced as a whole or not at all.
 *
 * @param from its first instant
 * @param until the instant after its last
 */
public record ReplacedWindow(Instant from, Instant until) {

  /** So many of the rows that stand in the way are named. */
  private static final int MOST_NAMED = 10;

  /** Refuses a window that has no time in it. */
  public ReplacedWindow {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("there is no time from " + from + " until " + until);
    }
  }

  /** The last instant that a lake can tell from the end. */
  Instant last() {
    return until.minus(1, ChronoUnit.MICROS);
  }

  /**
   * Refuses rows that can be no events of the window: without them it would lack what their sender
   * meant to be there.
   *
   * @param rejected how many of the classified rows are rejected
   */
  static void requireNone(Dataset<Row> classified, long rejected) {
    if (rejected == 0) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    classified
        .where("outcome = 'rejected'")
        .select(RawRows.FILE, "event_id", "detail")
        .orderBy(col(RawRows.FILE), col("event_id"), col("detail"))
        .limit(MOST_NAMED)
        .collectAsList()
        .forEach(
            row ->
                problems.add(
                    new Problem(
                        row.getString(0),
                        0,
                        row.isNullAt(1) ? "" : row.getString(1),
                        row.getString(2))));
    problems.add(
        new Problem(
            "the window",
            0,
            "",
            "%d rows of its files can be no events of it, so nothing was replaced"
                .formatted(rejected)));
    throw new InvalidDocuments(problems);
  }

  /** For files that cannot be read. */
  static InvalidDocuments refused(UnreadableFiles unreadable) {
    return InvalidDocuments.of(
        "the window", "nothing was replaced; " + String.join("; ", unreadable.messages()));
  }
}
