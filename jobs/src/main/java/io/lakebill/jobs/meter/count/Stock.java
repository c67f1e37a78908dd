package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A quantity that sees history: what the events of one period say ({@link #ofPeriod}), and what
 * that makes of an open one with what came before it ({@link #ofOpenPeriod}).
 */
interface Stock {

  /** Of the profile. */
  static Stock of(MeteredProfile profile) {
    return profile.profile().aggregation().isShareOfPeriod()
        ? new ShareOfPeriod(profile)
        : new TimeWeighted(profile);
  }

  MeteredProfile profile();

  /** What has to be known of each event in the order of time, if anything. */
  Optional<Column> inOrder(WindowSpec order);

  /** What the events of one period say of the quantity. */
  Stream<Column> values();

  /** The quantity of an open period; null without any value, or when it has no room. */
  Column quantity();

  /** What the events of one period say. */
  default Stream<Column> ofPeriod() {
    return Stream.concat(
        Stream.of(as(profile().events(), "events"), as(profile().usable(), "usable")), values());
  }

  /** What the periods up to an open one say together. */
  default Stream<Column> ofOpenPeriod() {
    Column events = own(column("events"), 0L);
    return Stream.of(
        as(quantity(), "quantity"),
        as(sum(column("usable")).gt(0).and(quantity().isNull()), "too_large"),
        as(sum(events), "events"),
        as(sum(events.minus(own(column("usable"), 0L))), "skipped"));
  }

  /** Only what is of the open period itself. */
  default Column own(Column column, Object otherwise) {
    return when(History.IS_EARLIER, lit(otherwise)).otherwise(column);
  }

  /** An aggregate of {@link #ofPeriod}. */
  default Column column(String name) {
    return col(profile().named(name));
  }

  /** Names an aggregate. */
  default Column as(Column column, String name) {
    return column.as(profile().named(name));
  }
}
