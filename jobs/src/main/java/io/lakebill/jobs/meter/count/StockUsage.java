package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.Membership;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.Split;
import io.lakebill.schemas.catalog.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Usage of open periods by profiles that see history, or the days of a period. One that sees
 * history has usage in a period without events all the same, once there was a value before it.
 */
public final class StockUsage {

  private StockUsage() {}

  /** One row per open period, profile and dimension values, in the columns of metered usage. */
  static Dataset<Row> of(History history, Split split, List<MeteredProfile> profiles) {
    List<Dataset<Row>> parts = new ArrayList<>();
    List<MeteredProfile> stocks =
        profiles.stream().filter(p -> !p.profile().aggregation().isUnique()).toList();
    if (!stocks.isEmpty()) {
      parts.add(
          UsageRows.of(stocks(history, stocks.stream().map(Stock::of).toList()), split, stocks));
    }
    for (MeteredProfile profile : profiles) {
      unique(history, profile)
          .ifPresent(usage -> parts.add(UsageRows.of(usage, split, List.of(profile))));
    }
    return parts.stream()
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .where("events > 0 OR quantity IS NOT NULL OR is_too_large");
  }

  private static Optional<Dataset<Row>> unique(History history, MeteredProfile profile) {
    return profile.profile().aggregation() == Aggregation.PRORATED_UNIQUE_COUNT
        ? Optional.of(new DaysPresent(profile).usage(history))
        : profile
            .profile()
            .comingAndGoing()
            .map(operation -> new Membership(profile, operation).usage(history));
  }

  private static Dataset<Row> stocks(History history, List<Stock> stocks) {
    Column any =
        stocks.stream()
            .map(stock -> col(stock.profile().countsColumn()))
            .reduce(lit(false), Column::or);
    Dataset<Row> ofPeriods =
        history.perPeriod(
            timed(history.counted().where(any), stocks),
            Stream.of(),
            stocks.stream().flatMap(Stock::ofPeriod));
    return History.perOpenPeriod(
        history.untilOpenPeriods(ofPeriods),
        Stream.of(),
        stocks.stream().flatMap(Stock::ofOpenPeriod));
  }

  /** Adds what takes the events in order: how long values stand. */
  private static Dataset<Row> timed(Dataset<Row> events, List<Stock> stocks) {
    WindowSpec inOrder =
        Window.partitionBy("subscription_id", "period_start", "dimension_values")
            .orderBy("event_time", "event_id", "source");
    Dataset<Row> timed = events;
    for (Stock stock : stocks) {
      Optional<Column> more = stock.inOrder(inOrder);
      timed = more.isPresent() ? timed.select(col("*"), more.get()) : timed;
    }
    return timed;
  }
}
