package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of events that are not to count.
 *
 * @param rows as in {@code withdrawn_events}
 * @param isNone whether there has never been one, so that every event counts
 */
record Withdrawals(Dataset<Row> rows, boolean isNone) {

  /** Up to now. */
  static Withdrawals of(Lake lake) {
    return new Withdrawals(
        lake.read(Table.WITHDRAWN_EVENTS), lake.version(Table.WITHDRAWN_EVENTS) == 0);
  }

  /** Those that senders handed over, which may be older than their event. */
  Dataset<Row> handedOver() {
    return rows.where("reason = 'deprecated'");
  }

  /** What is known of the identities of events, one row each. */
  Dataset<Row> identities(Dataset<Row> events) {
    if (!isNone) {
      return Sql.run(
          events.sparkSession(),
          "known_identities",
          Map.of("events", events, "withdrawn_events", rows.where("event_landing IS NOT NULL")),
          Map.of());
    }
    Column inForce =
        struct(
            "version", "body_hash", "landing", "event_name", "event_date", "event_time", "subject");
    return events.select(
        col("identity_hash"),
        col("source"),
        col("event_id"),
        col("version"),
        array(struct("version", "body_hash")).as("bodies"),
        inForce.as("in_force"));
  }

  /** Events of a window that its files do not have, in the columns of {@code withdrawn_events}. */
  Dataset<Row> leftOut(
      Lake lake, Dataset<Row> candidates, String source, Map<String, Object> parameters) {
    return Sql.run(
        lake.spark(),
        "replaced_events",
        Map.of(
            "events",
            lake.read(Table.EVENTS).where(col("source").equalTo(source)),
            "withdrawn_events",
            rows.where("event_landing IS NOT NULL"),
            "candidates",
            candidates.select("identity_hash", "event_id")),
        parameters);
  }
}
