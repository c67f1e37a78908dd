package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads {@code events} and writes {@code usage} of the open billing periods; beside it in what
 * state each event is, and what of metering needs attention.
 */
public final class MeterUsage implements Job {

  /** The staged findings of metering; the invoice job adds its own and publishes them. */
  public static final String FINDINGS = "metering_findings";

  /** The staged states of events before the run finalizes anything. */
  public static final String STATES = "event_states";

  private static final String METERED = "metered";

  @Override
  public String name() {
    return "meter";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        BillingPeriods.STAGED,
        METERED,
        OpenPartitions.stagedName(Table.USAGE),
        Table.USAGE.tableName(),
        STATES,
        FINDINGS);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> periods =
        context.staging().write(BillingPeriods.STAGED, BillingPeriods.of(context));
    PricedMeters meters = PricedMeters.of(context.catalog());
    Dataset<Row> counted =
        CountedEvents.of(routed(context, Routes.of(context, periods)), meters)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> ofCharges =
          meters.ofCharges(context.spark(), CountedEvents.metered(counted, meters, periods));
      Dataset<Row> states = states(context, counted);
      InParallel.run(
          List.of(
              () -> context.staging().write(METERED, ofCharges),
              () -> context.staging().write(STATES, states)));

      Dataset<Row> metered = context.staging().read(METERED);
      Dataset<Row> refused = refused(context, metered);
      Dataset<Row> openUsage = openUsage(context, metered, refused, periods);
      Dataset<Row> findings = findings(context, counted, metered, refused);
      InParallel.run(
          List.of(
              () -> OpenPartitions.stage(context, Table.USAGE, "period_end", openUsage),
              () -> context.staging().write(FINDINGS, findings)));
      return Map.of("events", total(context.staging().read(STATES)));
    } finally {
      counted.unpersist();
    }
  }

  /** What each routed event counts for. No I/O, so tests call it on rows they make up. */
  public static Dataset<Row> counted(Dataset<Row> routed, Catalog catalog) {
    return CountedEvents.of(routed, PricedMeters.of(catalog));
  }

  /**
   * What is used of each meter, by subscription, period and dimension values. No I/O, so tests call
   * it on rows they make up.
   */
  public static Dataset<Row> metered(Dataset<Row> counted, Catalog catalog, Dataset<Row> periods) {
    return CountedEvents.metered(counted, PricedMeters.of(catalog), periods);
  }

  private static Dataset<Row> routed(RunContext context, Dataset<Row> routes) {
    return Sql.run(
        context.spark(),
        "routed_events",
        Map.of("events", context.pinned(Table.EVENTS), "routes", routes),
        Map.of("landing", context.run().landing()));
  }

  /** What cannot be priced; such usage is not written, and its invoice is held. */
  private static Dataset<Row> refused(RunContext context, Dataset<Row> metered) {
    return Sql.run(context.spark(), "refused_usage", Map.of("metered", metered), Map.of());
  }

  private static Dataset<Row> openUsage(
      RunContext context, Dataset<Row> metered, Dataset<Row> refused, Dataset<Row> periods) {
    return Sql.run(
        context.spark(),
        "open_usage",
        Map.of("metered", metered, "refused_usage", refused, "billing_periods", periods),
        Map.of());
  }

  private static Dataset<Row> states(RunContext context, Dataset<Row> counted) {
    return Sql.run(context.spark(), "event_states", Map.of("counted_events", counted), Map.of());
  }

  private static Dataset<Row> findings(
      RunContext context, Dataset<Row> counted, Dataset<Row> metered, Dataset<Row> refused) {
    return Sql.run(
        context.spark(),
        "metering_findings",
        Map.of("counted_events", counted, "metered", metered, "refused_usage", refused),
        Map.of());
  }

  private static long total(Dataset<Row> states) {
    Row sum = states.selectExpr("coalesce(sum(events), 0)").first();
    return sum.getLong(0);
  }
}
