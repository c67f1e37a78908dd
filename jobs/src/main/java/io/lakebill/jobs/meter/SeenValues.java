package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Staging;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Unique counts: a value counts when it was not seen before in the same subscription, period, scope
 * and combination of dimension values, so each night adds those that are new.
 */
final class SeenValues {

  /** The staged frame of what a night reports. */
  static final String REPORTED = "reported_values";

  /** So many values are sent to every task. */
  private static final long MOST_SENT = 1_000_000;

  /** What a value is seen in, and itself. */
  private static final String[] KEY = {
    "subscription_id",
    "period_start",
    "scope",
    "meter_id",
    "dimensions",
    "dimension_values",
    "value"
  };

  private SeenValues() {}

  /** The different values that groups of events report, in the columns of {@code seen_values}. */
  static Dataset<Row> reported(Dataset<Row> groups, PricedMeters meters) {
    return meters.wanted(
        Sql.run(
            groups.sparkSession(), "reported_values", Map.of("event_groups", groups), Map.of()));
  }

  /**
   * Those of them that were not seen before. A night reports few values beside those of the month:
   * these are looked through for them once, instead of being put in order with them.
   */
  static Dataset<Row> added(Staging staging, Dataset<Row> reported, Dataset<Row> seen) {
    Dataset<Row> values = staging.write(REPORTED, reported);
    Dataset<Row> known =
        staging.rows(REPORTED) > MOST_SENT
            ? seen
            : seen.join(broadcast(values.select(keys())), KEY, "left_semi");
    return Sql.run(
        reported.sparkSession(),
        "new_values",
        Map.of("reported_values", values, "seen_values", known),
        Map.of());
  }

  /** How many they are, as partial usage. */
  static Dataset<Row> count(Dataset<Row> added) {
    return Sql.run(added.sparkSession(), "counted_values", Map.of("new_values", added), Map.of());
  }

  private static Column[] keys() {
    return Arrays.stream(KEY).map(name -> col(name)).toArray(Column[]::new);
  }
}
