package io.lakebill.jobs.meter.payer;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.tally.Tally;
import io.lakebill.jobs.run.RunContext;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who pays for events. Routes that are sent are sent once. */
public final class Routing {

  /** The staged routes to the periods that new events may fall into. */
  public static final String STAGED = "routes";

  /** The staged routes to all periods; only runs that ask for them have any. */
  public static final String STAGED_TO_ALL = "routes_to_all";

  /** So many stretches are sent to every task. */
  private static final long MOST_SENT = 1_000_000;

  private final Dataset<Row> routes;
  private final boolean isSent;
  private Tally.Sent sent;

  /**
   * @param routes the stretches of {@link Routes}
   * @param isSent whether there are so few that every task gets all; otherwise events are brought
   *     to theirs
   */
  Routing(Dataset<Row> routes, boolean isSent) {
    this.routes = routes;
    this.isSent = isSent;
  }

  /** Who pays for events of a few accounts, outside of a run: nothing is staged. */
  public static Routing ofFew(RunContext context, Dataset<Row> periods, Dataset<Row> subjects) {
    return new Routing(Routes.of(context, periods, subjects), true);
  }

  /** Stages routes under a name, because events are looked up more than once. */
  public static Routing stage(RunContext context, String name, Dataset<Row> routes) {
    context.staging().write(name, routes);
    return staged(context, name);
  }

  /** Routes that were staged under a name. */
  public static Routing staged(RunContext context, String name) {
    return new Routing(context.staging().read(name), context.staging().rows(name) <= MOST_SENT);
  }

  /** The routes to all periods, staged when a run first asks for them. */
  public static Routing toAll(RunContext context, Dataset<Row> periods) {
    return context.staging().has(STAGED_TO_ALL)
        ? staged(context, STAGED_TO_ALL)
        : stage(context, STAGED_TO_ALL, Routes.of(context, periods));
  }

  /** One row per event and subscription that may pay for it; one without, if none may. */
  public Dataset<Row> route(Dataset<Row> events) {
    return Sql.run(
        events.sparkSession(),
        "routed_events",
        Map.of("events", events, "routes", isSent ? broadcast(routes) : routes),
        Map.of());
  }

  /** Whether several subscriptions could pay for some events. */
  public boolean isShared() {
    return !routes.where("is_shared").isEmpty();
  }

  /** The stretches of {@link Routes}. */
  public Dataset<Row> routes() {
    return routes;
  }

  /** Whether every task gets all routes. */
  public boolean isSent() {
    return isSent;
  }

  /** The routes as every task has got them. */
  public Tally.Sent sent() {
    if (sent == null) {
      sent = Tally.send(forTally());
    }
    return sent;
  }

  /** The routes in the columns of {@link Tally#ROUTE}. */
  public Dataset<Row> forTally() {
    return routes.select(Tally.ROUTE.stream().map(name -> col(name)).toArray(Column[]::new));
  }
}
