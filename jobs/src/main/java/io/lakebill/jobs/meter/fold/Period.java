package io.lakebill.jobs.meter.fold;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A billing period of a subscription. Days and microseconds are counted since 1970.
 *
 * @param isBilled whether it is billed for good
 * @param zone by whose clock its days begin
 */
record Period(
    UTF8String subscription,
    UTF8String plan,
    int start,
    int end,
    long startUtc,
    long endUtc,
    boolean isBilled,
    UTF8String zone) {

  /** The columns that it is read from. */
  static final List<String> COLUMNS =
      List.of(
          "account_id",
          "subscription_id",
          "plan_id",
          "period_start",
          "period_end",
          "start_utc",
          "end_utc",
          "arrears_landing",
          "time_zone");

  static Period of(InternalRow row) {
    return new Period(
        row.getUTF8String(1).copy(),
        row.getUTF8String(2).copy(),
        row.getInt(3),
        row.getInt(4),
        row.getLong(5),
        row.getLong(6),
        !row.isNullAt(7),
        row.getUTF8String(8).copy());
  }
}
