package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.count.Counting;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What events come to by themselves that did not count any more after their period had been
 * invoiced. The invoice stays as it is, so somebody has to be told.
 */
final class WithdrawnUsage {

  private WithdrawnUsage() {}

  /**
   * Findings by charge; empty when no invoice has an event that was withdrawn since.
   *
   * @param routing who pays for any event
   */
  static Optional<Dataset<Row>> of(
      RunContext context, Supplier<Routing> routing, PricedMeters meters, Dataset<Row> periods) {
    return WithdrawnEvents.of(context)
        .map(withdrawn -> perhapsBilled(context, withdrawn.rows()))
        .filter(rows -> !rows.isEmpty())
        .map(rows -> usage(context, rows, routing.get(), meters, periods));
  }

  /** Those that landed before some period was invoiced, and were withdrawn after one was. */
  private static Dataset<Row> perhapsBilled(RunContext context, Dataset<Row> withdrawn) {
    Row billed =
        context
            .pinned(Table.FINALIZED_PERIODS)
            .where("timing = 'arrears'")
            .agg(min("landing"), max("landing"))
            .first();
    return withdrawn
        .where(col("landing").gt(billed.get(0)))
        .where(col("event_landing").leq(billed.get(1)));
  }

  private static Dataset<Row> usage(
      RunContext context,
      Dataset<Row> withdrawn,
      Routing routing,
      PricedMeters meters,
      Dataset<Row> periods) {
    Dataset<Row> routed =
        Sql.run(
            context.spark(),
            "withdrawn_after_billing",
            Map.of(
                "routed_events", routing.route(events(context, withdrawn)),
                "withdrawn_events", withdrawn,
                "billing_periods", periods),
            Map.of());
    return Counting.findings(routed, meters, periods).where("issue = 'late_events'");
  }

  /** Files know their landing and their days, so that others are not opened. */
  private static Dataset<Row> events(RunContext context, Dataset<Row> withdrawn) {
    Row days = withdrawn.agg(min("event_date"), max("event_date")).first();
    Object[] landings =
        withdrawn.select("event_landing").distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    return KeptState.acceptedEvents(context)
        .where(col("landing").isin(landings))
        .where(col("event_date").between(days.get(0), days.get(1)));
  }
}
