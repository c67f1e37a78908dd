package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.priced.Split;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.model.FreeEvents;
import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.UsageCharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * What the first events of a period say, in the order of time, id and source, for prices that leave
 * them free. Sums that a night folds do not tell it, and an event that lands late may come first:
 * all events of such meters are read every night, and nobody else's.
 */
public final class FirstAmounts {

  /** The column beside usage: amounts in their order, no more than may be free; null for none. */
  public static final String COLUMN = "first_amounts";

  public static final String STAGED = "first_amounts";

  private static final String TYPE = "array<decimal(38,18)>";

  private static final StructType ROW =
      StructType.fromDDL(
          """
          subscription_id STRING, period_start DATE, charge_id STRING,
          dimension_values ARRAY<STRING>, first_amounts ARRAY<DECIMAL(38, 18)>
          """);

  private FirstAmounts() {}

  /** A charge that leaves the first events of its meter free. */
  private record Wanted(Plan plan, UsageCharge charge, FreeEvents free) {

    private boolean asksFor(MeteredProfile profile, Split split) {
      return charge.meter().equals(profile.reference())
          && charge.dimensions().equals(split.names());
    }
  }

  /** Whether any price leaves first events free. */
  public static boolean areWanted(Catalog catalog) {
    return !wanted(catalog).isEmpty();
  }

  /**
   * One row per subscription, open period, charge and dimension values.
   *
   * @param routed all events that count
   */
  public static Dataset<Row> of(Dataset<Row> routed, Catalog catalog) {
    List<Wanted> wanted = wanted(catalog);
    Set<String> references =
        wanted.stream().map(one -> one.charge().meter()).collect(Collectors.toSet());
    PricedMeters meters =
        PricedMeters.of(catalog)
            .only(
                profile -> references.contains(profile.reference()) && value(profile).isPresent());
    Dataset<Row> rows = routed.sparkSession().createDataFrame(List.of(), ROW);
    if (meters.isEmpty()) {
      return rows;
    }
    Dataset<Row> open =
        CountedEvents.of(routed, meters).where("is_counted AND NOT is_billed AND NOT is_late");
    int number = 0;
    for (var group : meters.bySplit().entrySet()) {
      Column values = col(CountedEvents.valuesColumn(number++));
      for (MeteredProfile profile : group.getValue()) {
        for (Wanted one : wanted) {
          if (one.asksFor(profile, group.getKey())) {
            rows = rows.unionByName(first(open, profile, values, one));
          }
        }
      }
    }
    return rows;
  }

  /** Usage with what its first events say. */
  public static Dataset<Row> beside(RunContext context, Dataset<Row> usage) {
    if (!areWanted(context.catalog())) {
      return unknown(usage);
    }
    return usage.join(
        context.staging().read(STAGED),
        new String[] {"subscription_id", "period_start", "charge_id", "dimension_values"},
        "left");
  }

  /** Usage of which nobody knows or asks what its first events say. */
  public static Dataset<Row> unknown(Dataset<Row> usage) {
    return usage.withColumn(COLUMN, lit(null).cast(TYPE));
  }

  private static Dataset<Row> first(
      Dataset<Row> open, MeteredProfile profile, Column values, Wanted wanted) {
    Column inOrder =
        row_number()
            .over(
                Window.partitionBy("subscription_id", "period_start", "dimension_values")
                    .orderBy("event_time", "event_id", "source"));
    return open.where(col(profile.countsColumn()))
        .where(col("plan_id").equalTo(wanted.plan().id()))
        .withColumn("amount", value(profile).orElseThrow().cast(ExactNumber.TYPE))
        .where("amount IS NOT NULL")
        .withColumn("dimension_values", values)
        .withColumn("place", inOrder)
        .where(col("place").leq(wanted.free().most()))
        .groupBy("subscription_id", "period_start", "dimension_values")
        .agg(array_sort(collect_list(struct(col("place"), col("amount")))).as("places"))
        .select(
            col("subscription_id"),
            col("period_start"),
            lit(wanted.charge().id()).as("charge_id"),
            col("dimension_values"),
            col("places.amount").cast(TYPE).as(COLUMN));
  }

  /** What an event adds to the quantity; only counts and sums are made of what events add. */
  private static Optional<Column> value(MeteredProfile profile) {
    if (profile.profile().aggregation() == Aggregation.SUM) {
      return Optional.of(profile.value());
    }
    return profile.profile().aggregation() == Aggregation.COUNT
        ? Optional.of(lit(1))
        : Optional.empty();
  }

  private static List<Wanted> wanted(Catalog catalog) {
    List<Wanted> wanted = new ArrayList<>();
    for (Plan plan : catalog.plans()) {
      for (var charge : plan.charges()) {
        if (charge instanceof UsageCharge usage) {
          usage.eventsLeftFree().ifPresent(free -> wanted.add(new Wanted(plan, usage, free)));
        }
      }
    }
    return wanted;
  }
}
