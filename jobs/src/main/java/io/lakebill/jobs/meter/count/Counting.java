package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.broadcast;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.priced.PricedMeters;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What routed events add up to by themselves, as a query over all of them. */
public final class Counting {

  private static final int TASKS = 2;

  private Counting() {}

  /** Metered usage of routed events; every event of their payers is among them. */
  public static Dataset<Row> metered(
      Dataset<Row> routed, PricedMeters meters, Dataset<Row> periods) {
    Dataset<Row> folded =
        Folding.byAccount(meters.foldPlan(), TASKS)
            .with(Input.GROUPS, EventGroups.ofRouted(routed, meters))
            .with(Input.PERIODS, periods)
            .output(Output.QUANTITIES);
    PricedMeters recounted = meters.recounted();
    return recounted.isEmpty() ? folded : folded.unionByName(recounted(routed, recounted, periods));
  }

  /** What somebody should look at of it, by the charges that want it. */
  public static Dataset<Row> findings(
      Dataset<Row> routed, PricedMeters meters, Dataset<Row> periods) {
    Folding folding =
        Folding.byAccount(meters.foldPlan(), TASKS)
            .with(Input.GROUPS, EventGroups.ofRouted(routed, meters))
            .with(Input.PERIODS, periods);
    PricedMeters recounted = meters.recounted();
    if (!recounted.isEmpty()) {
      folding.with(Input.QUANTITIES, recounted(routed, recounted, periods));
    }
    return folding.output(Output.FINDINGS);
  }

  /** Metered usage by profiles that want all events of their name. */
  public static Dataset<Row> recounted(
      Dataset<Row> routed, PricedMeters recounted, Dataset<Row> periods) {
    return CountedEvents.metered(CountedEvents.of(routed, recounted), recounted, periods);
  }

  /**
   * In what state each account's events are that several of its subscriptions could pay for.
   *
   * @param shared these events, once for each subscription
   */
  public static Dataset<Row> sharedCounts(
      SparkSession spark, Dataset<Row> shared, PricedMeters meters) {
    return Sql.run(
        spark,
        "shared_counts",
        Map.of(
            "shared_events", CountedEvents.states(shared, meters),
            "priced_names",
                broadcast(meters.names(spark).select("plan_id", "event_name").distinct())),
        Map.of());
  }
}
