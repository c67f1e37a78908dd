package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.priced.Split;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.model.FreeEvents;
import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.MeteredPlan;
import io.lakebill.schemas.catalog.UsageCharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * What single events of a period say, for prices that look at them one by one: the first in the
 * order of time, id and source, where they are free, and how many others there are of each amount,
 * where each has limits. Sums that a night folds do not tell it, and an event that lands late may
 * come first: all events of such meters are read every night, and nobody else's.
 */
public final class EventAmounts {

  /** The column beside usage: amounts in their order, no more than may be free; null for none. */
  public static final String FIRST = "first_amounts";

  /**
   * The column beside usage: each amount that comes after the first, and how often; null for none.
   */
  public static final String OTHERS = "other_amounts";

  public static final String STAGED = "event_amounts";

  private static final String FIRST_TYPE = "array<decimal(38,18)>";

  private static final String OTHERS_TYPE = "array<struct<amount:decimal(38,18),events:bigint>>";

  private static final StructType ROW =
      StructType.fromDDL(
          """
          subscription_id STRING, period_start DATE, charge_id STRING,
          dimension_values ARRAY<STRING>, first_amounts ARRAY<DECIMAL(38, 18)>,
          other_amounts ARRAY<STRUCT<amount: DECIMAL(38, 18), events: BIGINT>>
          """);

  private EventAmounts() {}

  /**
   * A charge that looks at the events of its meter.
   *
   * @param first how many may be free
   * @param wantsOthers whether all have limits
   */
  private record Wanted(MeteredPlan plan, UsageCharge charge, long first, boolean wantsOthers) {

    private boolean asksFor(MeteredProfile profile, Split split) {
      return charge.meter().equals(profile.reference())
          && charge.dimensions().equals(split.names());
    }
  }

  /** Whether any price looks at single events. */
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
            rows = rows.unionByName(amounts(open, profile, values, one));
          }
        }
      }
    }
    return rows;
  }

  /** Usage with what its events say. */
  public static Dataset<Row> beside(RunContext context, Dataset<Row> usage) {
    return areWanted(context.catalog())
        ? beside(usage, context.staging().read(STAGED))
        : unknown(usage);
  }

  /**
   * The same outside of a run, for a few accounts: their events are read.
   *
   * @param periods all of these accounts
   */
  public static Dataset<Row> beside(RunContext context, Dataset<Row> usage, Dataset<Row> periods) {
    if (!areWanted(context.catalog())) {
      return unknown(usage);
    }
    Dataset<Row> subjects =
        Routes.subjects(context).join(periods.select("account_id").distinct(), "account_id");
    Object[] names =
        subjects.select("subject").distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    Dataset<Row> events = KeptState.allEvents(context).where(col("subject").isin(names));
    Routing routing = Routing.ofFew(context, periods, subjects);
    return beside(usage, of(routing.route(events), context.catalog()));
  }

  /**
   * Usage with what its events say.
   *
   * @param amounts as {@link #of} has them
   */
  public static Dataset<Row> beside(Dataset<Row> usage, Dataset<Row> amounts) {
    return usage.join(
        amounts,
        new String[] {"subscription_id", "period_start", "charge_id", "dimension_values"},
        "left");
  }

  /** Usage of which nobody asks what its events say. */
  public static Dataset<Row> unknown(Dataset<Row> usage) {
    return usage
        .withColumn(FIRST, lit(null).cast(FIRST_TYPE))
        .withColumn(OTHERS, lit(null).cast(OTHERS_TYPE));
  }

  private static Dataset<Row> amounts(
      Dataset<Row> open, MeteredProfile profile, Column values, Wanted wanted) {
    Column[] cell = {col("subscription_id"), col("period_start"), col("dimension_values")};
    Dataset<Row> events =
        open.where(col(profile.countsColumn()))
            .where(col("plan_id").equalTo(wanted.plan().key()))
            .withColumn("amount", value(profile).orElseThrow().cast(ExactNumber.TYPE))
            .where("amount IS NOT NULL")
            .withColumn("dimension_values", values);
    Column isFirst = col("place").isNotNull();
    return places(events, wanted, cell)
        .groupBy(cell)
        .agg(
            array_sort(collect_list(when(isFirst, struct(col("place"), col("amount")))))
                .as("first"),
            collect_list(when(not(isFirst), struct(col("amount"), col("events")))).as("others"))
        .select(
            col("subscription_id"),
            col("period_start"),
            lit(wanted.charge().id()).as("charge_id"),
            col("dimension_values"),
            col("first.amount").cast(FIRST_TYPE).as(FIRST),
            col("others").cast(OTHERS_TYPE).as(OTHERS));
  }

  /** The first events with their places, and the others by amount, without one. */
  private static Dataset<Row> places(Dataset<Row> events, Wanted wanted, Column... cell) {
    Column none = lit(null).cast("int");
    Column place =
        wanted.first() == 0
            ? none
            : row_number()
                .over(Window.partitionBy(cell).orderBy("event_time", "event_id", "source"));
    Dataset<Row> placed = events.withColumn("place", place);
    Column isFirst = col("place").leq(wanted.first());
    Dataset<Row> some = wanted.wantsOthers() ? placed : placed.where(isFirst);
    return some.withColumn("place", when(isFirst, col("place")).otherwise(none))
        .groupBy(
            Stream.concat(Stream.of(cell), Stream.of(col("place"), col("amount")))
                .toArray(Column[]::new))
        .agg(count(lit(1)).as("events"));
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
    for (MeteredPlan plan : catalog.meteredPlans()) {
      for (var charge : plan.plan().charges()) {
        if (charge instanceof UsageCharge usage) {
          long first = usage.eventsLeftFree().map(FreeEvents::most).orElse(0L);
          if (first > 0 || usage.pricesEvents()) {
            wanted.add(new Wanted(plan, usage, first, usage.pricesEvents()));
          }
        }
      }
    }
    return wanted;
  }
}
