package io.lakebill.jobs.meter.fold;

import org.apache.spark.sql.types.StructType;

/** What folding leaves behind, each a frame of its own. */
public enum Output {
  /** Rows of {@code usage_state}. */
  STATE(
      """
      account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE, scope STRING,
      meter_id STRING, dimensions ARRAY<STRING>, dimension_values ARRAY<STRING>, events BIGINT,
      usable_events BIGINT, total DECIMAL(38, 18), is_too_large BOOLEAN, minimum DECIMAL(38, 18),
      maximum DECIMAL(38, 18),
      last STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING, value: DECIMAL(38, 18)>,
      distinct_values BIGINT
      """),
  /** Rows of {@code event_counts}. */
  COUNTS(
      """
      account_id STRING, subject STRING, subscription_id STRING, period_start DATE,
      event_name STRING, state STRING, events BIGINT, ambiguous_events BIGINT
      """),
  /** Rows of {@code seen_values}, those that were not seen before. */
  VALUES(
      """
      account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE, scope STRING,
      meter_id STRING, dimensions ARRAY<STRING>, dimension_values ARRAY<STRING>, value STRING
      """),
  /** What is used of each meter, whether or not it can be charged for. */
  QUANTITIES(
      """
      account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
      is_late BOOLEAN, dimensions ARRAY<STRING>, dimension_values ARRAY<STRING>,
      meter_id STRING, quantity DECIMAL(38, 18), is_too_large BOOLEAN, events BIGINT,
      skipped_events BIGINT
      """),
  /** Rows of {@code usage}, of open periods. */
  USAGE(
      """
      subscription_id STRING, account_id STRING, plan_id STRING, charge_id STRING, meter_id STRING,
      period_start DATE, period_end DATE, segment_start DATE, segment_end DATE,
      segment_start_utc TIMESTAMP, segment_end_utc TIMESTAMP, dimension_values ARRAY<STRING>,
      quantity DECIMAL(38, 18), events BIGINT, skipped_events BIGINT
      """),
  /** What somebody should look at, as rows of {@code billing_issues}. */
  FINDINGS(
      """
      issue STRING, account_id STRING, subscription_id STRING, charge_id STRING, meter_id STRING,
      subject STRING, period_start DATE, last_period_start DATE, findings BIGINT, events BIGINT,
      quantity DECIMAL(38, 18), message STRING
      """);

  private final String columns;

  Output(String columns) {
    this.columns = columns;
  }

  /** The columns of its rows. */
  public StructType schema() {
    return StructType.fromDDL(columns);
  }
}
