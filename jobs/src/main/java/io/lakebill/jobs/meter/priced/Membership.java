package io.lakebill.jobs.meter.priced;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.count.StockUsage;
import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.schemas.catalog.Operation;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A unique count whose values come and go: at a period's end the values count whose last event made
 * them come. At the same time, the event with the greater id is the later one.
 */
public record Membership(MeteredProfile profile, Operation operation) {

  /** The value that comes or goes, and whether it comes; null where an event says neither. */
  Stream<Column> values() {
    Column said = EventValues.property(operation.property());
    Column value =
        when(
            said.isin(operation.add(), operation.remove()),
            EventValues.property(profile.profile().property()));
    return Stream.of(
        profile.reported(value), said.equalTo(operation.add()).as(profile.named("comes")));
  }

  /** What the last of some events says, with what puts it in order. */
  public static Column last(Column comes) {
    return max(struct(col("event_time"), col("event_id"), col("source"), comes.as("comes")));
  }

  /** One row per open period and dimension values, shaped as {@link StockUsage} wants it. */
  public Dataset<Row> usage(History history) {
    Dataset<Row> values =
        history
            .perPeriod(
                history.counted().where(col(profile.countsColumn())),
                Stream.of(profile.value().as("value")),
                Stream.of(last(col(profile.named("comes"))).as("last"), count(lit(1)).as("events")))
            .transform(history::untilOpenPeriods);
    Dataset<Row> lasting =
        History.perOpenPeriod(
            values,
            Stream.of(col("value")),
            Stream.of(
                max("last").as("last"),
                sum(when(History.IS_EARLIER, lit(0L)).otherwise(col("events"))).as("events")));
    Column usable = count(col("value"));
    Column present = count_if(col("value").isNotNull().and(col("last.comes")));
    return History.perOpenPeriod(
        lasting,
        Stream.of(),
        Stream.of(
            when(usable.gt(0), present).as(profile.named("quantity")),
            lit(false).as(profile.named("too_large")),
            sum("events").as(profile.named("events")),
            sum(when(col("value").isNull(), col("events")).otherwise(lit(0L)))
                .as(profile.named("skipped"))));
  }
}
