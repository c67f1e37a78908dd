package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.lake.Sql;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What some routed events add up to by themselves: what a night folds into the state, what a full
 * run makes the state of, and what a sample is checked by.
 *
 * @param groups the events in groups; each look at them is a pass over the events unless staged
 */
record Counting(Dataset<Row> groups, PricedMeters meters) {

  /** The different values of unique counts; empty when there is none. */
  Optional<Dataset<Row>> reportedValues() {
    PricedMeters unique = meters.only(MeteredProfile::keepsValues);
    return unique.isEmpty() ? Optional.empty() : Optional.of(SeenValues.reported(groups, unique));
  }

  /**
   * In what state each account's events are.
   *
   * @param shared those of the routed events that several subscriptions of an account could pay for
   * @param kept how many of earlier events were in what state
   * @param included billed usage that cost nothing
   */
  Dataset<Row> eventCounts(
      Dataset<Row> shared, Dataset<Row> kept, Dataset<Row> periods, Dataset<Row> included) {
    Dataset<Row> names =
        broadcast(meters.names(groups.sparkSession()).select("plan_id", "event_name").distinct());
    return Sql.run(
        groups.sparkSession(),
        "event_counts",
        Map.of(
            "event_groups", groups,
            "shared_events", CountedEvents.of(shared, meters),
            "kept_counts", kept,
            "priced_names", names,
            "included_usage", included,
            "billing_periods", periods),
        Map.of());
  }

  /**
   * What they add up to: one row per key of {@code usage_state}.
   *
   * @param kept what earlier events added up to
   * @param addedValues values of unique counts that were not seen before
   */
  Dataset<Row> usage(Optional<Dataset<Row>> kept, Optional<Dataset<Row>> addedValues) {
    PricedMeters last = meters.only(MeteredProfile::keepsLast);
    Column keepsLast =
        col("meter_id").isin(last.profiles().stream().map(MeteredProfile::reference).toArray());
    Dataset<Row> partial = meters.wanted(PartialUsage.ofGroups(groups));
    Dataset<Row> all = kept.map(partial::unionByName).orElse(partial);
    Dataset<Row> others = last.isEmpty() ? all : all.where(not(keepsLast));
    Dataset<Row> folded =
        PartialUsage.fold(
            addedValues.map(SeenValues::count).map(others::unionByName).orElse(others));
    return last.isEmpty()
        ? folded
        : folded.unionByName(PartialUsage.foldLast(all.where(keepsLast)));
  }

  /** The same, when these events are all there are. */
  Dataset<Row> usage() {
    return usage(Optional.empty(), reportedValues());
  }

  /** Metered usage by profiles that fold, when these events are all there are. */
  Dataset<Row> metered(Dataset<Row> periods) {
    return Quantities.of(usage(), meters, periods);
  }

  /** Metered usage of routed events; every event of their payers is among them. */
  static Dataset<Row> metered(Dataset<Row> routed, PricedMeters meters, Dataset<Row> periods) {
    Dataset<Row> folded = new Counting(EventGroups.ofRouted(routed, meters), meters).metered(periods);
    PricedMeters recounted = meters.recounted();
    return recounted.isEmpty() ? folded : folded.unionByName(recounted(routed, recounted, periods));
  }

  /** Metered usage by profiles that want all events of their name. */
  static Dataset<Row> recounted(Dataset<Row> routed, PricedMeters recounted, Dataset<Row> periods) {
    return CountedEvents.metered(CountedEvents.of(routed, recounted), recounted, periods);
  }
}
