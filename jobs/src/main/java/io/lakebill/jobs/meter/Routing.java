package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.broadcast;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who pays for events.
 *
 * @param routes the stretches of {@link Routes}
 */
record Routing(Dataset<Row> routes) {

  /** The staged frame's name. */
  static final String STAGED = "routes";

  /** So many stretches are sent to every task; with more, events are sent to theirs. */
  private static final long MOST_SENT = 500_000;

  /** The routes of a run, which are staged because events are looked up more than once. */
  static Routing of(RunContext context, Dataset<Row> periods) {
    context.staging().write(STAGED, Routes.of(context, periods));
    return staged(context);
  }

  /** The routes that metering staged. */
  static Routing staged(RunContext context) {
    Dataset<Row> routes = context.staging().read(STAGED);
    return new Routing(context.staging().rows(STAGED) <= MOST_SENT ? broadcast(routes) : routes);
  }

  /** One row per event and subscription that may pay for it; one without, if none may. */
  Dataset<Row> route(Dataset<Row> events) {
    return Sql.run(
        events.sparkSession(),
        "routed_events",
        Map.of("events", events, "routes", routes),
        Map.of());
  }
}
