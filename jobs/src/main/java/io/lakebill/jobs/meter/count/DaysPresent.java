package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.Membership;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A unique count by days of the account's clock: a value counts for the share of the period's days
 * at whose end it is there. What a value's last event of a day says, less what it said before, is
 * the day's change, which counts for the days that are left. So values that go and come back on a
 * day change nothing. Days are whole numbers; their sum is divided once, at 18 decimals.
 *
 * <p>Values that come and go see history. Others are there from the first day of the period that
 * has them until its end.
 */
record DaysPresent(MeteredProfile profile) {

  /** One row per open period and dimension values, shaped as {@link StockUsage} wants it. */
  Dataset<Row> usage(History history) {
    Dataset<Row> changes = changes(history);
    Dataset<Row> seen = history.untilOpenPeriods(changes);
    Column daysLeft = end().minus(greatest(col("day"), start()));
    Column memberDays = sum(col("change").multiply(daysLeft)).cast(ExactNumber.TYPE);
    Column quantity = ExactNumber.average(memberDays, max(end().minus(start())));
    return History.perOpenPeriod(
        seesHistory() ? seen : seen.where("seen_period = period_start"),
        Stream.of(),
        Stream.of(
            named(when(sum("usable").gt(0), quantity), "quantity"),
            named(lit(false), "too_large"),
            named(ofPeriodItself("events"), "events"),
            named(ofPeriodItself("skipped"), "skipped")));
  }

  /** How many values more there are at the end of a day than before it, per period and day. */
  private Dataset<Row> changes(History history) {
    Column value = col("value");
    Column isThere = when(value.isNotNull().and(col("last.comes")), 1L).otherwise(0L);
    Dataset<Row> days =
        history.perPeriod(
            counted(history),
            Stream.of(
                profile.value().as("value"), day(col("event_time"), col("time_zone")).as("day")),
            Stream.of(
                Membership.last(comes()).as("last"),
                max("time_zone").as("zone"),
                count(lit(1)).as("events")));
    Column before = coalesce(lag(isThere, 1).over(ofValue()), lit(0L));
    return days.withColumn("change", isThere.minus(before))
        .groupBy("subscription_id", "seen_period", "dimension_values", "day")
        .agg(
            sum("change").as("change"),
            max("zone").as("zone"),
            count(value).as("usable"),
            sum("events").as("events"),
            sum(when(value.isNull(), col("events")).otherwise(0L)).as("skipped"));
  }

  /** Who sees no history counts nothing that was billed, and nothing that is late. */
  private Dataset<Row> counted(History history) {
    Dataset<Row> counted = history.counted().where(col(profile.countsColumn()));
    return seesHistory() ? counted : counted.where("NOT is_billed AND NOT is_late");
  }

  /** The days of a value in order: of its time, or of a period. */
  private WindowSpec ofValue() {
    WindowSpec ofValue =
        seesHistory()
            ? Window.partitionBy("subscription_id", "dimension_values", "value")
            : Window.partitionBy("subscription_id", "dimension_values", "value", "seen_period");
    return ofValue.orderBy("last");
  }

  private Column comes() {
    return seesHistory() ? col(profile.named("comes")) : lit(true);
  }

  private boolean seesHistory() {
    return profile.profile().seesHistory();
  }

  private static Column ofPeriodItself(String name) {
    return sum(when(History.IS_EARLIER, 0L).otherwise(col(name)));
  }

  /** The first day of the period. */
  private static Column start() {
    return day(col("start_utc"), col("zone"));
  }

  /** The day after the last one, of which the period may have a part where a clock was moved. */
  private static Column end() {
    return day(col("end_utc").minus(expr("INTERVAL 1 MICROSECOND")), col("zone")).plus(1L);
  }

  private static Column day(Column time, Column zone) {
    return unix_date(to_date(from_utc_timestamp(time, zone))).cast("long");
  }

  private Column named(Column column, String name) {
    return column.as(profile.named(name));
  }
}
