package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A time-weighted sum: values stand until the next one, the first of a period after the one that
 * stood before it.
 */
record TimeWeighted(MeteredProfile profile) implements Stock {

  /** How long an event's value stands within its period, if another follows, in microseconds. */
  @Override
  public Optional<Column> inOrder(WindowSpec order) {
    Column next = lead(when(profile.value().isNotNull(), col("event_time")), 1, null, true);
    return Optional.of(
        as(unix_micros(next.over(order)).minus(unix_micros(col("event_time"))), "stands"));
  }

  @Override
  public Stream<Column> values() {
    Column stands = column("stands");
    return Stream.of(
        as(min(when(profile.value().isNotNull(), col("event_time"))), "first"),
        as(max(profile.valueInOrder()), "last"),
        as(sum(UnitHours.wholes(profile.value(), stands)), "wholes"),
        as(sum(UnitHours.fractions(profile.value(), stands)), "fractions"));
  }

  /** The value before the period until the first one in it, those that follow, the last one. */
  @Override
  public Column quantity() {
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
}
