package io.lakebill.jobs.meter.priced;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.count.StockUsage;
import io.lakebill.jobs.meter.expression.EventRules;
import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.expression.SqlAggregate;
import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * One profile of a meter as columns: which events count, what they report, how that adds up. The
 * columns of all profiles stand side by side in one scan, told apart by their number.
 *
 * @param number position among the profiles of the scan
 * @param reference how charges name it, such as {@code voice.intl_minutes}
 * @param sql the user's own aggregation, if it is one
 */
public record MeteredProfile(
    int number, String reference, Meter meter, Profile profile, Optional<SqlAggregate> sql) {

  public static MeteredProfile of(int number, String reference, Meter meter, Profile profile) {
    Optional<SqlAggregate> sql =
        profile.aggregation() == Aggregation.SQL
            ? Optional.of(
                SqlAggregate.of(
                    profile.property(), argument -> "argument_" + number + "_" + argument))
            : Optional.empty();
    return new MeteredProfile(number, reference, meter, profile, sql);
  }

  /** True where the event counts for the subscription it is routed to. */
  public Column isCounting() {
    return isNamed().and(coalesce(isAmong("meters").and(matches()), lit(false)));
  }

  /** {@link #isCounting}, named. */
  public Column counts() {
    return isCounting().as(countsColumn());
  }

  /**
   * Whether what two sets of events add up to tells what both together do, so that old events need
   * not be read again. A value that stands until the next one, one that counts for a part of its
   * period, also as one of several, a value that comes and goes and a user's own expression want
   * all events of their name.
   */
  public boolean isFolded() {
    return switch (profile.aggregation()) {
      case TIME_WEIGHTED_SUM, WEIGHTED_SUM, PRORATED_SUM, PRORATED_UNIQUE_COUNT, SQL -> false;
      case UNIQUE_COUNT -> profile.comingAndGoing().isEmpty();
      default -> true;
    };
  }

  /** Whether it folds into the last value. */
  public boolean keepsLast() {
    return profile.aggregation() == Aggregation.LATEST
        || profile.aggregation() == Aggregation.LAST_IN_HISTORY;
  }

  /** Whether it folds into the number of different values. */
  public boolean keepsValues() {
    return profile.aggregation() == Aggregation.UNIQUE_COUNT && isFolded();
  }

  /**
   * Whether {@link StockUsage} has the usage of open periods: of who sees history, or asks on which
   * day of the period something was.
   */
  public boolean isStock() {
    return profile.seesHistory() || profile.aggregation() == Aggregation.PRORATED_UNIQUE_COUNT;
  }

  /** What any event reports, as it stands there. */
  Column text() {
    return EventValues.property(profile.property());
  }

  /** What any event reports to a profile that folds; null where that is nothing usable. */
  Column reading() {
    return keepsValues() ? text() : EventValues.number(text());
  }

  /** True where the event would count, but more than one subscription prices the meter. */
  public Column isAmbiguous() {
    return isNamed().and(coalesce(isAmong("ambiguous_meters").and(matches()), lit(false)));
  }

  private Column isNamed() {
    return col("event_name").equalTo(meter.eventName());
  }

  /** Routes say by number which meters they mean: names would be compared for every event. */
  private Column isAmong(String meters) {
    return get(col(meters), lit(number));
  }

  /** What a counting event reports; null where it does not count or reports nothing usable. */
  public Stream<Column> values() {
    return switch (profile.aggregation()) {
      case COUNT -> Stream.of();
      case UNIQUE_COUNT, PRORATED_UNIQUE_COUNT ->
          profile
              .comingAndGoing()
              .map(operation -> new Membership(this, operation).values())
              .orElseGet(() -> Stream.of(reported(text())));
      case SQL -> sqlValues(sql.orElseThrow());
      default -> Stream.of(reported(reading()));
    };
  }

  /** The column of {@link #counts}. */
  public String countsColumn() {
    return "counts_" + number;
  }

  /** The column of the reported value. */
  public Column value() {
    return col("value_" + number);
  }

  /** A name of this profile's own, for a column or an aggregate. */
  public String named(String name) {
    return name + "_" + number;
  }

  /** What an event reports, as the value column. */
  Column reported(Column what) {
    return when(col(countsColumn()), what).as(named("value"));
  }

  /** Usable values with what puts them in order: time, then id, then source. */
  public Column valueInOrder() {
    return when(
        value().isNotNull(),
        struct(col("event_time"), col("event_id"), col("source"), value().as("value")));
  }

  /** How many events count. */
  public Column events() {
    return sum(when(col(countsColumn()), lit(1L)).otherwise(lit(0L)));
  }

  /** How many events report something usable. */
  public Column usable() {
    return profile.aggregation() == Aggregation.COUNT ? events() : functions.count(value());
  }

  /**
   * The aggregates of a group: quantity, events that count, and those among them skipped. What has
   * its usage from {@link StockUsage} has only what came late here.
   */
  public Stream<Column> aggregates() {
    Column events = isStock() ? when(col("is_late"), events()).otherwise(0L) : events();
    return Stream.of(
        quantity().as(named("quantity")),
        isTooLarge().as(named("too_large")),
        events.as(named("events")),
        events.minus(usable()).as(named("skipped")));
  }

  /** The aggregates of {@link #aggregates} as a row of usage. */
  public Column usageRow() {
    return struct(
        lit(reference).as("meter_id"),
        col(named("quantity")).cast(ExactNumber.TYPE).as("quantity"),
        col(named("too_large")).as("is_too_large"),
        col(named("events")).as("events"),
        col(named("skipped")).as("skipped_events"));
  }

  private Column quantity() {
    return sql.map(SqlAggregate::quantity).orElseGet(() -> lit(null));
  }

  /** Whether there are values, but their sum has no room in a quantity. */
  private Column isTooLarge() {
    return sql.map(SqlAggregate::isTooLarge).orElseGet(() -> lit(false));
  }

  private Stream<Column> sqlValues(SqlAggregate aggregate) {
    Stream<Column> arguments =
        IntStream.range(0, aggregate.arguments().size())
            .mapToObj(
                i ->
                    when(col(countsColumn()), aggregate.arguments().get(i))
                        .as("argument_" + number + "_" + i));
    return Stream.concat(Stream.of(reported(when(aggregate.isUsable(), lit(true)))), arguments);
  }

  /** True where the filter and rules of the profile hold; never null. */
  public Column matches() {
    Column matches = EventRules.matches(profile);
    return coalesce(
        sql.flatMap(SqlAggregate::condition).map(matches::and).orElse(matches), lit(false));
  }
}
