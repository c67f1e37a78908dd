package io.lakebill.jobs.meter.event;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events that were accepted and do not count, because they were withdrawn, amended or replaced.
 * Every look at events leaves them out; where there has never been one, it costs nothing.
 *
 * @param rows their rows in {@code withdrawn_events}
 */
public record WithdrawnEvents(Dataset<Row> rows) {

  /** So many are sent to every task; with more, events are sent to theirs. */
  private static final long MOST_SENT = 1_000_000;

  /** Those that a run knows; empty when there are none. */
  public static Optional<WithdrawnEvents> of(RunContext context) {
    String table = Table.WITHDRAWN_EVENTS.tableName();
    return context.run().inputVersions().getOrDefault(table, 0L) == 0
        ? Optional.empty()
        : Optional.of(
            new WithdrawnEvents(
                context
                    .pinned(Table.WITHDRAWN_EVENTS)
                    .where("event_landing IS NOT NULL")
                    .where(col("landing").leq(context.run().landing()))));
  }

  /** Their rows, which are none where there has never been one. */
  public static Dataset<Row> rowsOf(RunContext context) {
    return of(context)
        .map(WithdrawnEvents::rows)
        .orElseGet(
            () ->
                context
                    .spark()
                    .createDataFrame(List.of(), context.lake().schema(Table.WITHDRAWN_EVENTS)));
  }

  /** All events of a lake that count. */
  public static Dataset<Row> leftOutOfEvents(Lake lake) {
    return new WithdrawnEvents(lake.read(Table.WITHDRAWN_EVENTS).where("event_landing IS NOT NULL"))
        .leftOutOf(lake.read(Table.EVENTS));
  }

  /** Events up to a run's cut-off without those that do not count for it. */
  public static Dataset<Row> leftOutOf(RunContext context, Dataset<Row> events) {
    return of(context).map(withdrawn -> withdrawn.leftOutOf(events)).orElse(events);
  }

  /** Those that did not count any more only after a landing. */
  public WithdrawnEvents since(long landing) {
    return new WithdrawnEvents(rows.where(col("landing").gt(landing)));
  }

  private Dataset<Row> leftOutOf(Dataset<Row> events) {
    Dataset<Row> keys =
        rows.select("identity_hash", "event_landing", "event_id", "source")
            .toDF("w_hash", "w_landing", "w_id", "w_source");
    return events.join(
        rows.count() <= MOST_SENT ? broadcast(keys) : keys,
        col("identity_hash")
            .equalTo(col("w_hash"))
            .and(col("landing").equalTo(col("w_landing")))
            .and(col("event_id").equalTo(col("w_id")))
            .and(col("source").equalTo(col("w_source"))),
        "left_anti");
  }
}
