package io.lakebill.jobs.meter.tally;

import org.apache.spark.sql.catalyst.InternalRow;

/** The fields that every row to tally begins with, in this order. */
public enum Field {
  /** Who pays; null when nobody does. */
  ACCOUNT(0, "account_id"),
  /** For which subscription. */
  SUBSCRIPTION(1, "subscription_id"),
  /** On which plan. */
  PLAN(2, "plan_id"),
  /** In which billing period. */
  PERIOD(3, "period_start"),
  /** Whether the period is billed and the event with it. */
  BILLED(4, "is_billed"),
  /** Whether the period is billed, but not the event. */
  LATE(5, "is_late"),
  /** Whether several subscriptions could pay. */
  SHARED(6, "is_shared"),
  /** What happened. */
  NAME(7, "event_name"),
  /** The values of all dimensions that some meter of the name wants; null when none does. */
  DIMENSION_VALUES(8, "finest_values"),
  /** When it happened. */
  TIME(9, "event_time"),
  /** The sender's id; null where no meter wants the last value. */
  ID(10, "event_id"),
  /** Who sent it; null where no meter wants the last value. */
  SOURCE(11, "source");

  private static final int FIELDS = values().length;

  private final int position;
  private final String column;

  Field(int position, String column) {
    this.position = position;
    this.column = column;
  }

  /** The column's name. */
  public String column() {
    return column;
  }

  /** Where it stands. */
  int position() {
    return position;
  }

  /** Where the bits of meters stand. */
  static int ofMask(int mask) {
    return FIELDS + mask;
  }

  /** The bits of the meters that count an event. */
  static long bits(InternalRow event, int mask) {
    int position = ofMask(mask);
    return event.isNullAt(position) ? 0 : event.getLong(position);
  }

  /** Whether a flag is there and true. */
  static boolean isTrue(InternalRow event, int position) {
    return !event.isNullAt(position) && event.getBoolean(position);
  }
}
