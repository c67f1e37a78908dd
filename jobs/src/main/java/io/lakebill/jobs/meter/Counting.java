package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What some routed events add up to by themselves: what a night folds into the state, what a full
 * run makes the state of, and what a sample is checked by.
 *
 * @param routed events with who pays for them
 * @param groups the same, grouped
 */
record Counting(Dataset<Row> routed, Dataset<Row> groups, PricedMeters meters) {

  /** Routed events, with groups that are not kept anywhere. */
  static Counting of(Dataset<Row> routed, PricedMeters meters) {
    return new Counting(routed, groups(routed, meters), meters);
  }

  /** Groups of routed events, in the one pass over them. */
  static Dataset<Row> groups(Dataset<Row> routed, PricedMeters meters) {
    return new EventGroups(meters).of(routed);
  }

  /** What they add up to, without the values of unique counts. */
  Dataset<Row> partialUsage() {
    Dataset<Row> partial = PartialUsage.ofGroups(groups);
    PricedMeters last = meters.only(MeteredProfile::keepsLast);
    return meters.wanted(
        last.isEmpty() ? partial : partial.unionByName(PartialUsage.ofLastValues(routed, last)));
  }

  /** The different values of unique counts; empty when there is none. */
  Optional<Dataset<Row>> reportedValues() {
    PricedMeters unique = meters.only(MeteredProfile::keepsValues);
    return unique.isEmpty() ? Optional.empty() : Optional.of(SeenValues.reported(routed, unique));
  }

  /** Events that several subscriptions of their account could pay for, with what they count for. */
  Dataset<Row> shared() {
    return CountedEvents.of(routed.where("is_shared"), meters);
  }

  /**
   * In what state each account's events are.
   *
   * @param kept how many of earlier events were in what state
   */
  Dataset<Row> eventCounts(Dataset<Row> kept, Dataset<Row> periods) {
    return Sql.run(
        groups.sparkSession(),
        "event_counts",
        Map.of(
            "event_groups", groups,
            "shared_events", shared(),
            "kept_counts", kept,
            "billing_periods", periods),
        Map.of());
  }

  /** All of these folded into one row per key, with the values that were not seen before. */
  Dataset<Row> usage(Optional<Dataset<Row>> kept, Optional<Dataset<Row>> addedValues) {
    return Stream.of(Optional.of(partialUsage()), kept, addedValues.map(SeenValues::count))
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .map(partial -> PartialUsage.fold(partial, meters))
        .orElseThrow();
  }

  /** Metered usage of these events alone; every event of their payers is among them. */
  static Dataset<Row> metered(Dataset<Row> routed, PricedMeters meters, Dataset<Row> periods) {
    Counting counting = of(routed, meters);
    Dataset<Row> state = counting.usage(Optional.empty(), counting.reportedValues());
    Dataset<Row> folded = Quantities.of(state, meters, periods);
    PricedMeters recounted = meters.recounted();
    return recounted.isEmpty() ? folded : folded.unionByName(recounted(routed, recounted, periods));
  }

  /** Metered usage by profiles that want all events of their name. */
  static Dataset<Row> recounted(Dataset<Row> routed, PricedMeters recounted, Dataset<Row> periods) {
    return CountedEvents.metered(CountedEvents.of(routed, recounted), recounted, periods);
  }
}
