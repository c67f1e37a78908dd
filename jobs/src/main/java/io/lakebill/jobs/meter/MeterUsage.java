package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
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

  @Override
  public String name() {
    return "meter";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        BillingPeriods.STAGED,
        "metered",
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
      Dataset<Row> metered =
          context
              .staging()
              .write(
                  "metered",
                  meters.ofCharges(context.spark(), CountedEvents.metered(counted, meters)));
      stageUsage(context, metered, periods);
      Dataset<Row> states = context.staging().write(STATES, states(context, counted));
      context.staging().write(FINDINGS, findings(context, counted, metered));
      return Map.of("events", total(states));
    } finally {
      counted.unpersist();
    }
  }

  private static Dataset<Row> routed(RunContext context, Dataset<Row> routes) {
    return Sql.run(
        context.spark(),
        "routed_events",
        Map.of("events", context.pinned(Table.EVENTS), "routes", routes),
        Map.of("landing", context.run().landing()));
  }

  /** Open usage, beside the billed usage that stands in the same partitions of the table. */
  private static void stageUsage(RunContext context, Dataset<Row> metered, Dataset<Row> periods) {
    Dataset<Row> usage =
        Sql.run(
            context.spark(),
            "open_usage",
            Map.of("metered", metered, "billing_periods", periods),
            Map.of());
    OpenPartitions.stage(context, Table.USAGE, "period_end", usage);
  }

  private static Dataset<Row> states(RunContext context, Dataset<Row> counted) {
    return Sql.run(context.spark(), "event_states", Map.of("counted_events", counted), Map.of());
  }

  private static Dataset<Row> findings(
      RunContext context, Dataset<Row> counted, Dataset<Row> metered) {
    return Sql.run(
        context.spark(),
        "metering_findings",
        Map.of("counted_events", counted, "metered", metered),
        Map.of());
  }

  private static long total(Dataset<Row> states) {
    Row sum = states.selectExpr("coalesce(sum(events), 0)").first();
    return sum.getLong(0);
  }
}
