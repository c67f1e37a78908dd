package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_sum;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.PricedMeters.Way;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

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

  private static final StructType PART =
      StructType.fromDDL(
          """
          meter_id STRING, sees_history BOOLEAN, dimensions ARRAY<STRING>,
          dimension_values ARRAY<STRING>, events BIGINT, usable_events BIGINT,
          total DECIMAL(38, 18), is_too_large BOOLEAN, minimum DECIMAL(38, 18),
          maximum DECIMAL(38, 18),
          last STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING,
            value: DECIMAL(38, 18)>
          """);

  /** The type of {@link EventGroups}' parts. */
  static final DataType PARTS = DataType.fromDDL("ARRAY<" + PART.sql() + ">");

  private PartialUsage() {}

  /** A part, null in what is not given. */
  static Column part(Map<String, Column> values) {
    Map<String, Column> defaults = new TreeMap<>(values);
    defaults.putIfAbsent("is_too_large", lit(false));
    defaults.putIfAbsent("events", lit(0L));
    return struct(
        Arrays.stream(PART.fields())
            .map(
                field ->
                    defaults
                        .getOrDefault(field.name(), lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new));
  }

  /** Partial usage of the parts of groups of events. */
  static Dataset<Row> ofGroups(Dataset<Row> groups) {
    return Sql.run(
        groups.sparkSession(), "partial_usage", Map.of("event_groups", groups), Map.of());
  }

  /** Partial usage of single events, by meters that want the last value. */
  static Dataset<Row> ofLastValues(Dataset<Row> routed, PricedMeters meters) {
    Dataset<Row> reported =
        reported(
            routed,
            meters,
            way -> {
              Column reading = way.profile().reading();
              return part(
                  Map.of(
                      "meter_id", lit(way.profile().reference()),
                      "sees_history", lit(way.profile().profile().seesHistory()),
                      "dimensions", way.split().names(),
                      "dimension_values", way.split().values(),
                      "events", way.profile().isCounting().cast("bigint"),
                      "usable_events", reading.isNotNull().cast("bigint"),
                      "last", inOrder(reading)));
            });
    return ofGroups(reported);
  }

  /** Each routed event with a struct for each way in which a meter of its name is wanted. */
  static Dataset<Row> reported(
      Dataset<Row> routed, PricedMeters meters, Function<Way, Column> what) {
    Slots slots = new Slots(meters.byEventName());
    Column parts =
        slots.byName(
            profiles ->
                array(
                    meters.ways().stream()
                        .filter(way -> profiles.contains(way.profile()))
                        .map(what)
                        .toArray(Column[]::new)),
            lit(null));
    return routed
        .where(col("event_name").isin(slots.byEventName().keySet().toArray()))
        .where("subscription_id IS NOT NULL")
        .withColumn("parts", parts);
  }

  private static Column inOrder(Column value) {
    return functions.when(
        value.isNotNull(),
        struct(col("event_time"), col("event_id"), col("source"), value.as("value")));
  }

  /** Folds rows of the same key into one, of meters that do not want the last value. */
  static Dataset<Row> fold(Dataset<Row> partial) {
    return folded(partial, lit(null).cast(PART.apply("last").dataType()));
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
