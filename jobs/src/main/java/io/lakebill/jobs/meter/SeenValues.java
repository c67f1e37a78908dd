package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

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

  /** The different values that routed events report, in the columns of {@code seen_values}. */
  static Dataset<Row> reported(Dataset<Row> routed, PricedMeters meters) {
    Dataset<Row> reported =
        PartialUsage.reported(
            routed,
            meters,
            way ->
                struct(
                    lit(way.profile().reference()).as("meter_id"),
                    way.split().names().as("dimensions"),
                    way.split().values().as("dimension_values"),
                    when(way.profile().isCounting(), way.profile().reading()).as("value")));
    return meters.wanted(
        Sql.run(
            routed.sparkSession(),
            "reported_values",
            Map.of("reported_events", reported),
            Map.of()));
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
