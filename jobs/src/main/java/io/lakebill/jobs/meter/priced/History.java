package io.lakebill.jobs.meter.priced;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What open billing periods see of the time before them: all that the subscription's events said,
 * billed or late, summed up per period and put together period by period. It begins with the
 * subscription.
 *
 * @param counted routed events with what they count for; {@code dimension_values} is among them
 * @param openPeriods the periods that want usage
 */
public record History(Dataset<Row> counted, Dataset<Row> openPeriods) {

  /** Whether a row that an open period sees is of a period before it. */
  public static final Column IS_EARLIER = col("seen_period").lt(col("period_start"));

  private static final List<String> PERIOD =
      List.of(
          "account_id",
          "subscription_id",
          "plan_id",
          "period_start",
          "start_utc",
          "end_utc",
          "is_late",
          "dimension_values");

  /** History as the billing periods of a run see it. */
  public static History of(Dataset<Row> counted, Dataset<Row> periods) {
    return new History(
        counted,
        periods
            .where("arrears_landing IS NULL")
            .select(
                "account_id",
                "subscription_id",
                "plan_id",
                "period_start",
                "start_utc",
                "end_utc"));
  }

  /** Aggregates of events per subscription, period, dimension values and further keys. */
  public Dataset<Row> perPeriod(
      Dataset<Row> events, Stream<Column> keys, Stream<Column> aggregates) {
    Stream<Column> all =
        Stream.of(
            col("subscription_id"), col("period_start").as("seen_period"), col("dimension_values"));
    return group(events, Stream.concat(all, keys), aggregates);
  }

  /** Each open period with the rows of {@link #perPeriod} up to its end. */
  public Dataset<Row> untilOpenPeriods(Dataset<Row> rows) {
    return rows.join(openPeriods, "subscription_id")
        .where("seen_period <= period_start")
        .withColumn("is_late", lit(false));
  }

  /** Aggregates of {@link #untilOpenPeriods} per open period, dimension values and further keys. */
  public static Dataset<Row> perOpenPeriod(
      Dataset<Row> rows, Stream<Column> keys, Stream<Column> aggregates) {
    return group(rows, Stream.concat(PERIOD.stream().map(name -> col(name)), keys), aggregates);
  }

  private static Dataset<Row> group(
      Dataset<Row> rows, Stream<Column> keys, Stream<Column> aggregates) {
    List<Column> columns = aggregates.toList();
    return rows.groupBy(keys.toArray(Column[]::new))
        .agg(columns.get(0), columns.stream().skip(1).toArray(Column[]::new));
  }
}
