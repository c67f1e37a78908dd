package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Routed events with what they count for: a flag and a value per priced meter and profile, side by
 * side, so that one scan of {@code events} serves all meters.
 */
final class CountedEvents {

  private static final List<String> IDENTITY =
      List.of(
          "source",
          "event_id",
          "identity_hash",
          "event_name",
          "event_date",
          "event_time",
          "subject",
          "account_id",
          "subscription_id",
          "plan_id",
          "period_start",
          "is_billed",
          "is_late");

  private static final StructType METERED =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          is_late BOOLEAN, dimensions ARRAY<STRING>, dimension_values ARRAY<STRING>,
          meter_id STRING, quantity DECIMAL(38, 18), events BIGINT, skipped_events BIGINT
          """);

  private CountedEvents() {}

  /** One row per routed event, without its properties: what meters want of them is at hand. */
  static Dataset<Row> of(Dataset<Row> routed, PricedMeters meters) {
    List<Column> flags = new ArrayList<>(List.of(col("*")));
    meters.profiles().forEach(profile -> flags.add(profile.counts()));
    flags.add(any(meters.profiles().stream().map(MeteredProfile::isAmbiguous)).as("is_ambiguous"));
    Dataset<Row> flagged = routed.select(flags.toArray(Column[]::new));

    List<Column> kept = new ArrayList<>(IDENTITY.stream().map(name -> col(name)).toList());
    kept.add(col("is_ambiguous"));
    for (MeteredProfile profile : meters.profiles()) {
      kept.add(col(profile.countsColumn()));
      kept.add(profile.value());
    }
    List<List<String>> splits = List.copyOf(meters.byDimensions().keySet());
    for (int i = 0; i < splits.size(); i++) {
      kept.add(values(splits.get(i)).as(valuesColumn(i)));
    }
    kept.add(
        any(meters.profiles().stream().map(profile -> col(profile.countsColumn())))
            .as("is_counted"));
    return flagged.select(kept.toArray(Column[]::new));
  }

  /**
   * One row per subscription, period, meter and dimension values that has events which are not
   * billed yet, open and late apart. One aggregation per list of dimensions, however many meters.
   */
  static Dataset<Row> metered(Dataset<Row> counted, PricedMeters meters) {
    Dataset<Row> unbilled = counted.where("is_counted AND NOT is_billed");
    Dataset<Row> metered = counted.sparkSession().createDataFrame(List.of(), METERED);
    int split = 0;
    for (var group : meters.byDimensions().entrySet()) {
      metered =
          metered.unionByName(
              aggregate(unbilled, valuesColumn(split++), group.getKey(), group.getValue()));
    }
    return metered;
  }

  private static Dataset<Row> aggregate(
      Dataset<Row> unbilled,
      String valuesColumn,
      List<String> dimensions,
      List<MeteredProfile> profiles) {
    Column[] aggregates =
        profiles.stream().flatMap(MeteredProfile::aggregates).toArray(Column[]::new);
    Column[] usage = profiles.stream().map(MeteredProfile::usageRow).toArray(Column[]::new);
    return unbilled
        .withColumnRenamed(valuesColumn, "dimension_values")
        .groupBy(
            "account_id",
            "subscription_id",
            "plan_id",
            "period_start",
            "is_late",
            "dimension_values")
        .agg(aggregates[0], Arrays.copyOfRange(aggregates, 1, aggregates.length))
        .withColumn("usage", explode(array(usage)))
        .select(
            col("account_id"),
            col("subscription_id"),
            col("plan_id"),
            col("period_start"),
            col("is_late"),
            names(dimensions).as("dimensions"),
            col("dimension_values"),
            col("usage.*"))
        .where("events > 0");
  }

  private static Column values(List<String> dimensions) {
    return array(dimensions.stream().map(EventRules::property).toArray(Column[]::new))
        .cast("array<string>");
  }

  private static Column names(List<String> dimensions) {
    return array(dimensions.stream().map(name -> lit(name)).toArray(Column[]::new))
        .cast("array<string>");
  }

  private static String valuesColumn(int split) {
    return "dimension_values_" + split;
  }

  private static Column any(Stream<Column> conditions) {
    return conditions.reduce(lit(false), Column::or);
  }
}
