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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
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

  /**
   * Partial usage by meters that want the last value. They have an aggregation of their own, which
   * sorts.
   */
  static Dataset<Row> ofLastValues(Dataset<Row> routed, PricedMeters meters) {
    Dataset<Row> reported =
        reported(
            routed,
            meters,
            way ->
                part(
                    Map.of(
                        "meter_id", lit(way.profile().reference()),
                        "sees_history", lit(way.profile().profile().seesHistory()),
                        "dimensions", way.split().names(),
                        "dimension_values", way.split().values(),
                        "events", way.profile().isCounting().cast("bigint"),
                        "last", inOrder(way.profile().reading()))));
    return Sql.run(
            routed.sparkSession(), "partial_usage", Map.of("event_groups", reported), Map.of())
        .groupBy(KEY.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(
            functions.sum("events").as("events"),
            count(col("last")).as("usable_events"),
            max(col("last")).as("last"))
        .withColumn("total", lit(null).cast("decimal(38,18)"))
        .withColumn("is_too_large", lit(false))
        .withColumn("minimum", lit(null).cast("decimal(38,18)"))
        .withColumn("maximum", lit(null).cast("decimal(38,18)"))
        .withColumn("distinct_values", lit(null).cast("bigint"));
  }

  /** Each routed event with a struct for each way in which a meter of its name is wanted. */
  static Dataset<Row> reported(
      Dataset<Row> routed, PricedMeters meters, java.util.function.Function<Way, Column> what) {
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

  /**
   * Folds rows of the same key into one. Only meters that want the last value pay for the sorting
   * that this takes.
   */
  static Dataset<Row> fold(Dataset<Row> partial, PricedMeters meters) {
    Object[] keepLast =
        meters.profiles().stream()
            .filter(MeteredProfile::keepsLast)
            .map(MeteredProfile::reference)
            .toArray();
    Column keepsLast = col("meter_id").isin(keepLast);
    Column none = lit(null).cast(lastType());
    if (keepLast.length == 0) {
      return folded(partial, none);
    }
    return folded(partial.where(functions.not(keepsLast)), none)
        .unionByName(folded(partial.where(keepsLast), max("last")));
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

  private static DataType lastType() {
    StructField last = PART.apply("last");
    return last.dataType();
  }

  /** No usage at all. */
  static Dataset<Row> none(org.apache.spark.sql.SparkSession spark, StructType schema) {
    return spark.createDataFrame(List.of(), schema);
  }
}
