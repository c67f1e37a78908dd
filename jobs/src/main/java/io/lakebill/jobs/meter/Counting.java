package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.lake.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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

  /** The different values of unique counts; empty when there is none. */
  Optional<Dataset<Row>> reportedValues() {
    PricedMeters unique = meters.only(MeteredProfile::keepsValues);
    return unique.isEmpty() ? Optional.empty() : Optional.of(SeenValues.reported(routed, unique));
  }

  /**
   * In what state each account's events are.
   *
   * @param hasShared whether several subscriptions of an account could pay for some of them
   * @param kept how many of earlier events were in what state
   */
  Dataset<Row> eventCounts(boolean hasShared, Dataset<Row> kept, Dataset<Row> periods) {
    return Sql.run(
        groups.sparkSession(),
        "event_counts",
        Map.of(
            "event_groups", groups,
            "shared_events",
                CountedEvents.of(routed.where(hasShared ? "is_shared" : "FALSE"), meters),
            "kept_counts", kept,
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
    Dataset<Row> folded =
        union(
            Stream.of(
                Optional.of(meters.wanted(PartialUsage.ofGroups(groups))),
                kept.map(rows -> last.isEmpty() ? rows : rows.where(not(keepsLast))),
                addedValues.map(SeenValues::count)),
            PartialUsage::fold);
    if (last.isEmpty()) {
      return folded;
    }
    return folded.unionByName(
        union(
            Stream.of(
                Optional.of(meters.wanted(PartialUsage.ofLastValues(routed, last))),
                kept.map(rows -> rows.where(keepsLast))),
            PartialUsage::foldLast));
  }

  private static Dataset<Row> union(
      Stream<Optional<Dataset<Row>>> parts, UnaryOperator<Dataset<Row>> fold) {
    return fold.apply(parts.flatMap(Optional::stream).reduce(Dataset::unionByName).orElseThrow());
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
