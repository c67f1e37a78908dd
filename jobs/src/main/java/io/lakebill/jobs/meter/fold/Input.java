package io.lakebill.jobs.meter.fold;

import io.lakebill.jobs.meter.tally.Tally;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What is brought together of each account; its id is the first column of each. */
public enum Input {
  /** Billing periods. */
  PERIODS(Period.COLUMNS),
  /** Usage that was billed at no money. */
  INCLUDED(List.of("account_id", "subscription_id", "period_start", "event_name")),
  /** What earlier events added up to. */
  STATE(columns(Output.STATE.schema())),
  /** In what states earlier events are, and new ones that several subscriptions could pay for. */
  COUNTS(columns(Output.COUNTS.schema())),
  /** Groups of new events. */
  GROUPS(columns(Tally.SCHEMA)),
  /** Values that unique counts have seen. */
  SEEN(
      List.of(
          "account_id",
          "subscription_id",
          "period_start",
          "scope",
          "meter_id",
          "dimensions",
          "dimension_values",
          "value")),
  /** Usage that was counted by itself. */
  QUANTITIES(columns(Output.QUANTITIES.schema()));

  private final String columns;

  Input(List<String> columns) {
    this.columns = String.join(",", columns);
  }

  /** The columns that are read, in this order. */
  public List<String> columns() {
    return List.of(columns.split(","));
  }

  private static List<String> columns(StructType schema) {
    return List.of(schema.fieldNames());
  }
}
