package io.lakebill.jobs.meter.tally;

import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows that say themselves who pays for them. */
final class RoutedRows implements Router {

  private final int account;
  private final int subscription;
  private final int plan;
  private final int zone;
  private final int period;
  private final int meters;
  private final int isBilled;
  private final int isLate;
  private final int isShared;
  private final Numbers numbers = new Numbers();

  RoutedRows(List<String> columns) {
    account = columns.indexOf("account_id");
    subscription = columns.indexOf("subscription_id");
    plan = columns.indexOf("plan_id");
    zone = columns.indexOf("time_zone");
    period = columns.indexOf("period_start");
    meters = columns.indexOf("meters");
    isBilled = columns.indexOf("is_billed");
    isLate = columns.indexOf("is_late");
    isShared = columns.indexOf("is_shared");
  }

  @Override
  public List<Stretch> stretches(InternalRow event) {
    if (event.isNullAt(subscription)) {
      return List.of();
    }
    Stretch stretch =
        new Stretch(
                numbers.of(event.getUTF8String(account), event.getUTF8String(subscription)),
                text(event, account),
                text(event, subscription),
                text(event, plan),
                ZoneId.of(event.getUTF8String(zone).toString()),
                event.getInt(period))
            .counting(RouteTable.bits(event.getArray(meters)))
            .shared(event.getBoolean(isShared));
    if (event.getBoolean(isBilled) || event.getBoolean(isLate)) {
      stretch.billed(event.getBoolean(isBilled) ? Long.MAX_VALUE : -1);
    }
    return List.of(stretch);
  }

  private static UTF8String text(InternalRow event, int column) {
    return event.getUTF8String(column).copy();
  }
}
