package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A time-weighted sum: what the events of one period say in their order ({@link #ofPeriod}), and
 * what that makes of an open one with the value that stood before it ({@link #ofOpenPeriod}).
 */
record TimeWeighted(MeteredProfile profile) {

  /** How long an event's value stands within its period, if another follows, in microseconds. */
  Column standsFor(WindowSpec inOrder) {
    Column next = lead(when(profile.value().isNotNull(), col("event_time")), 1, null, true);
    return unix_micros(next.over(inOrder)).minus(unix_micros(col("event_time")));
  }

  /** The name of {@link #standsFor}. */
  String standsForColumn() {
    return profile.named("stands");
  }

  /** What the events of one period say. */
  Stream<Column> ofPeriod() {
    Column stands = col(standsForColumn());
    return Stream.of(
        as(profile.events(), "events"),
        as(profile.usable(), "usable"),
        as(min(when(profile.value().isNotNull(), col("event_time"))), "first"),
        as(max(profile.valueInOrder()), "last"),
        as(sum(UnitHours.wholes(profile.value(), stands)), "wholes"),
        as(sum(UnitHours.fractions(profile.value(), stands)), "fractions"));
  }

  /** What the periods up to an open one say together. */
  Stream<Column> ofOpenPeriod() {
    Column events = own(column("events"), 0L);
    return Stream.of(
        as(quantity(), "quantity"),
        as(isTooLarge(), "too_large"),
        as(sum(events), "events"),
        as(sum(events.minus(own(column("usable"), 0L))), "skipped"));
  }

  private Column isTooLarge() {
    return sum(column("usable")).gt(0).and(quantity().isNull());
  }

  /** The value before the period until the first one in it, those that follow, the last one. */
  private Column quantity() {
    Column before = max(when(History.IS_EARLIER, column("last"))).getField("value");
    Column first = max(own(column("first"), null));
    Column last = max(own(column("last"), null));
    Column start = unix_micros(max("start_utc"));
    Column end = unix_micros(max("end_utc"));
    return UnitHours.of(
        before,
        coalesce(unix_micros(first), end).minus(start),
        max(own(column("wholes"), null)),
        max(own(column("fractions"), null)),
        last.getField("value"),
        end.minus(unix_micros(last.getField("event_time"))));
  }

  /** Only what is of the open period itself. */
  private static Column own(Column column, Object otherwise) {
    return when(History.IS_EARLIER, lit(otherwise)).otherwise(column);
  }

  private Column column(String name) {
    return col(profile.named(name));
  }

  private Column as(Column column, String name) {
    return column.as(profile.named(name));
  }
}
