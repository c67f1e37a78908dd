package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.schemas.catalog.Aggregation;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What folded usage comes to: the quantity of each row by the aggregation of its meter. */
final class Quantities {

  private Quantities() {}

  /**
   * Metered usage, open and late, in the columns of {@link UsageRows}.
   *
   * @param state folded usage
   * @param periods the billing periods, of which the open ones see history
   */
  static Dataset<Row> of(Dataset<Row> state, PricedMeters meters, Dataset<Row> periods) {
    Dataset<Row> usage = state.where("scope <> 'history' AND events > 0");
    boolean seesHistory =
        meters.profiles().stream().anyMatch(p -> p.isFolded() && p.profile().seesHistory());
    if (seesHistory) {
      Dataset<Row> stocks =
          Sql.run(
              state.sparkSession(),
              "stock_usage",
              Map.of("usage_state", state, "billing_periods", periods),
              Map.of());
      usage =
          usage.unionByName(
              stocks.where("events > 0 OR total IS NOT NULL OR last IS NOT NULL OR is_too_large"));
    }
    return usage.select(
        col("account_id"),
        col("subscription_id"),
        col("plan_id"),
        col("period_start"),
        col("scope").equalTo("late").as("is_late"),
        col("dimensions"),
        col("dimension_values"),
        col("meter_id"),
        quantity(meters).cast(ExactNumber.TYPE).as("quantity"),
        col("is_too_large"),
        col("events"),
        col("events").minus(col("usable_events")).as("skipped_events"));
  }

  private static Column quantity(PricedMeters meters) {
    Column quantity = when(lit(false), lit(null));
    for (Aggregation aggregation : Aggregation.values()) {
      Object[] references =
          meters.profiles().stream()
              .filter(p -> p.isFolded() && p.profile().aggregation() == aggregation)
              .map(MeteredProfile::reference)
              .toArray();
      if (references.length > 0) {
        quantity = quantity.when(col("meter_id").isin(references), by(aggregation));
      }
    }
    return quantity;
  }

  private static Column by(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT -> col("events").cast(ExactNumber.TYPE);
      case SUM, HISTORICAL_SUM -> col("total");
      case MIN -> col("minimum");
      case MAX -> col("maximum");
      case AVERAGE -> ExactNumber.average(col("total"), col("usable_events"));
      case UNIQUE_COUNT ->
          when(col("usable_events").gt(0), col("distinct_values").cast(ExactNumber.TYPE));
      case LATEST, LAST_IN_HISTORY -> col("last").getField("value");
      case TIME_WEIGHTED_SUM, SQL ->
          throw new IllegalArgumentException(aggregation.id() + " is not folded");
    };
  }
}
