package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.priced.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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
          "time_zone",
          "period_start",
          "is_billed",
          "is_late");

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
      profile.values().forEach(kept::add);
    }
    List<Split> splits = List.copyOf(meters.bySplit().keySet());
    for (int i = 0; i < splits.size(); i++) {
      kept.add(splits.get(i).values().as(valuesColumn(i)));
    }
    kept.add(
        any(meters.profiles().stream().map(profile -> col(profile.countsColumn())))
            .as("is_counted"));
    return flagged.select(kept.toArray(Column[]::new));
  }

  /**
   * Usage by profiles that want all events of their name: one row per subscription, period, meter
   * and dimension values that has usage which is not billed yet, open and late apart. One
   * aggregation per split, however many meters; stocks have another.
   *
   * @param periods the billing periods
   */
  static Dataset<Row> metered(Dataset<Row> counted, PricedMeters meters, Dataset<Row> periods) {
    Dataset<Row> metered = counted.sparkSession().createDataFrame(List.of(), UsageRows.SCHEMA);
    int number = 0;
    for (var group : meters.bySplit().entrySet()) {
      Split split = group.getKey();
      Dataset<Row> splitEvents =
          counted.where("is_counted").withColumnRenamed(valuesColumn(number++), "dimension_values");
      metered = metered.unionByName(aggregate(splitEvents, split, group.getValue()));
      List<MeteredProfile> stocks =
          group.getValue().stream().filter(MeteredProfile::isStock).toList();
      if (!stocks.isEmpty()) {
        metered =
            metered.unionByName(StockUsage.of(History.of(splitEvents, periods), split, stocks));
      }
    }
    return metered;
  }

  private static Dataset<Row> aggregate(
      Dataset<Row> counted, Split split, List<MeteredProfile> profiles) {
    Column[] aggregates =
        profiles.stream().flatMap(MeteredProfile::aggregates).toArray(Column[]::new);
    Dataset<Row> groups =
        counted
            .where("NOT is_billed")
            .groupBy(
                "account_id",
                "subscription_id",
                "plan_id",
                "period_start",
                "is_late",
                "dimension_values")
            .agg(aggregates[0], Arrays.copyOfRange(aggregates, 1, aggregates.length));
    return UsageRows.of(groups, split, profiles).where("events > 0");
  }

  /** The column of a split's values, by its position. */
  static String valuesColumn(int split) {
    return "dimension_values_" + split;
  }

  /**
   * Each event with whether any meter takes it, or would if it did not stand for several: those
   * that billed it, where it was billed.
   */
  static Dataset<Row> states(Dataset<Row> routed, PricedMeters meters) {
    Dataset<Row> told =
        routed.withColumn("meters", functions.coalesce(col("then_meters"), col("meters")));
    List<Column> kept = new ArrayList<>(IDENTITY.stream().map(name -> col(name)).toList());
    kept.add(col("was_priced"));
    kept.add(any(meters.all().map(MeteredProfile::isAmbiguous)).as("is_ambiguous"));
    kept.add(any(meters.all().map(MeteredProfile::isCounting)).as("is_counted"));
    return told.select(kept.toArray(Column[]::new));
  }

  private static Column any(Stream<Column> conditions) {
    return conditions.reduce(lit(false), Column::or);
  }
}
