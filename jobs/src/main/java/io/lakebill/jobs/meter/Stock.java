package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.catalog.Aggregation;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A profile whose usage depends on what happened before the period: what a period's own events say
 * ({@link #ofPeriod}), and what that makes of the periods up to an open one ({@link
 * #ofOpenPeriod}).
 */
record Stock(MeteredProfile profile) {

  /** Whether it matters how long each value stands. */
  boolean isTimed() {
    return profile.profile().aggregation() == Aggregation.TIME_WEIGHTED_SUM;
  }

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
    Stream<Column> common =
        Stream.of(as(profile.events(), "events"), as(profile.usable(), "usable"));
    return Stream.concat(
        common,
        switch (profile.profile().aggregation()) {
          case LAST_IN_HISTORY -> Stream.of(as(max(profile.valueInOrder()), "last"));
          case HISTORICAL_SUM -> Stream.of(as(try_sum(profile.value()), "sum"));
          default -> timeWeightedOfPeriod();
        });
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

  private Column quantity() {
    return switch (profile.profile().aggregation()) {
      case LAST_IN_HISTORY -> max(column("last")).getField("value");
      case HISTORICAL_SUM -> try_sum(column("sum"));
      default -> timeWeighted();
    };
  }

  private Column isTooLarge() {
    return switch (profile.profile().aggregation()) {
      case LAST_IN_HISTORY -> lit(false);
      case HISTORICAL_SUM ->
          bool_or(column("usable").gt(0).and(column("sum").isNull()))
              .or(sum(column("usable")).gt(0).and(quantity().isNull()));
      default -> sum(column("usable")).gt(0).and(quantity().isNull());
    };
  }

  private Stream<Column> timeWeightedOfPeriod() {
    Column stands = col(standsForColumn());
    return Stream.of(
        as(min(when(profile.value().isNotNull(), col("event_time"))), "first"),
        as(max(profile.valueInOrder()), "last"),
        as(sum(UnitHours.wholes(profile.value(), stands)), "wholes"),
        as(sum(UnitHours.fractions(profile.value(), stands)), "fractions"));
  }

  /** The value before the period until the first one in it, those that follow, the last one. */
  private Column timeWeighted() {
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
