package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.Sql;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Unique counts: a value counts when it was not seen before in the same subscription, period, scope
 * and combination of dimension values, so each night adds those that are new.
 */
final class SeenValues {

  private SeenValues() {}

  /** The different values that groups of events report, in the columns of {@code seen_values}. */
  static Dataset<Row> reported(Dataset<Row> groups, PricedMeters meters) {
    return meters.wanted(
        Sql.run(
            groups.sparkSession(), "reported_values", Map.of("event_groups", groups), Map.of()));
  }

  /** Those of them that were not seen before. */
  static Dataset<Row> added(Dataset<Row> reported, Dataset<Row> seen) {
    return Sql.run(
        reported.sparkSession(),
        "new_values",
        Map.of("reported_values", reported, "seen_values", seen),
        Map.of());
  }

  /** How many they are, as partial usage. */
  static Dataset<Row> count(Dataset<Row> added) {
    return Sql.run(added.sparkSession(), "counted_values", Map.of("new_values", added), Map.of());
  }
}
