package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * One profile of a meter as columns: which events count, what they report, how that adds up. The
 * columns of all profiles stand side by side in one scan, told apart by their number.
 *
 * @param number position among the profiles of the scan
 * @param reference how charges name it, such as {@code voice.intl_minutes}
 */
record MeteredProfile(int number, String reference, Meter meter, Profile profile) {

  /** True where the event counts for the subscription it is routed to. */
  Column counts() {
    return coalesce(matches().and(array_contains(col("meters"), reference)), lit(false))
        .as(countsColumn());
  }

  /** True where the event would count, but more than one subscription prices the meter. */
  Column isAmbiguous() {
    return coalesce(matches().and(array_contains(col("ambiguous_meters"), reference)), lit(false));
  }

  /** What a counting event reports; null when it does not count or reports nothing usable. */
  Column value() {
    Column reported =
        switch (profile.aggregation()) {
          case COUNT -> lit(null).cast("boolean");
          case UNIQUE_COUNT -> EventRules.property(profile.property());
          default -> EventRules.quantity(profile.property());
        };
    return when(col(countsColumn()), reported).as(valueColumn());
  }

  /** The column of {@link #counts}. */
  String countsColumn() {
    return "counts_" + number;
  }

  /** The aggregates of a group: quantity, events that count, and those among them skipped. */
  Stream<Column> aggregates() {
    Column events = sum(when(col(countsColumn()), lit(1L)).otherwise(lit(0L)));
    Column usable = functions.count(col(valueColumn()));
    Column skipped = profile.aggregation() == Aggregation.COUNT ? lit(0L) : events.minus(usable);
    return Stream.of(
        quantity(events, usable).as("quantity_" + number),
        events.as("events_" + number),
        skipped.as("skipped_" + number));
  }

  /** The aggregates of {@link #aggregates} as a row of usage. */
  Column usageRow() {
    return struct(
        lit(reference).as("meter_id"),
        col("quantity_" + number).cast(EventRules.QUANTITY).as("quantity"),
        col("events_" + number).as("events"),
        col("skipped_" + number).as("skipped_events"));
  }

  private Column quantity(Column events, Column usable) {
    Column value = col(valueColumn());
    return switch (profile.aggregation()) {
      case COUNT -> events;
      case SUM -> sum(value);
      case MIN -> min(value);
      case MAX -> max(value);
      case AVERAGE -> Quotient.of(sum(value), usable);
      case UNIQUE_COUNT -> when(usable.gt(0), count_distinct(value));
      case LATEST ->
          max_by(
              value,
              when(value.isNotNull(), struct(col("event_time"), col("event_id"), col("source"))));
      default ->
          throw new IllegalArgumentException(
              "meter %s: %s is not metered yet".formatted(reference, profile.aggregation().id()));
    };
  }

  private String valueColumn() {
    return "value_" + number;
  }

  private Column matches() {
    return EventRules.matches(meter, profile);
  }
}
