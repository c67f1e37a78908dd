package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.try_sum;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.tally.Tally;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What some events add up to, in the columns of {@code usage_state}: rows of different events of
 * the same key can be folded into one, in any order.
 */
final class PartialUsage {

  /** What a row is for. */
  static final List<String> KEY =
      List.of(
          "account_id",
          "subscription_id",
          "plan_id",
          "period_start",
          "scope",
          "meter_id",
          "dimensions",
          "dimension_values");

  private PartialUsage() {}

  /** Partial usage of the parts of groups of events. */
  static Dataset<Row> ofGroups(Dataset<Row> groups) {
    return Sql.run(
        groups.sparkSession(), "partial_usage", Map.of("event_groups", groups), Map.of());
  }

  /** Folds rows of the same key into one, of meters that do not want the last value. */
  static Dataset<Row> fold(Dataset<Row> partial) {
    return folded(partial, lit(null).cast(Tally.PART.apply("last").dataType()));
  }

  /** The same, of meters that do; it sorts, which the others need not pay for. */
  static Dataset<Row> foldLast(Dataset<Row> partial) {
    return folded(partial, max("last"));
  }

  private static Dataset<Row> folded(Dataset<Row> partial, Column last) {
    Column total = try_sum(col("total"));
    Column isTooLarge =
        functions.bool_or(col("is_too_large")).or(count(col("total")).gt(0).and(total.isNull()));
    return partial
        .groupBy(KEY.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(
            functions.sum("events").as("events"),
            functions.sum("usable_events").as("usable_events"),
            functions.when(functions.not(isTooLarge), total).cast("decimal(38,18)").as("total"),
            isTooLarge.as("is_too_large"),
            functions.min("minimum").as("minimum"),
            max("maximum").as("maximum"),
            last.as("last"),
            functions.sum("distinct_values").as("distinct_values"));
  }
}
