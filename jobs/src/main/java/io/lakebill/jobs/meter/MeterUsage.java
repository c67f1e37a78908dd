package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads {@code events} and writes {@code usage} of the open billing periods; beside it in what
 * state each event is, and what of metering needs attention.
 */
public final class MeterUsage implements Job {

  /** The staged findings of metering; the invoice job adds its own and publishes them. */
  public static final String FINDINGS = "metering_findings";

  /** The staged states of events before the run finalizes anything. */
  public static final String STATES = "event_states";

  @Override
  public String name() {
    return "meter";
  }

  @Override
  public Set<String> stages() {
    return Set.of(BillingPeriods.STAGED, "metered", Table.USAGE.tableName(), STATES, FINDINGS);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> periods =
        context.staging().write(BillingPeriods.STAGED, BillingPeriods.of(context));
    PricedMeters meters = PricedMeters.of(context.catalog());
    Dataset<Row> counted =
        counted(routed(context, Routes.of(context, periods)), meters.profiles())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> metered = context.staging().write("metered", metered(counted, meters, context));
      stageUsage(context, metered, periods);
      Dataset<Row> states = context.staging().write(STATES, states(context, counted));
      context.staging().write(FINDINGS, findings(context, counted, metered));
      return Map.of("events", total(states));
    } finally {
      counted.unpersist();
    }
  }

  private static Dataset<Row> routed(RunContext context, Dataset<Row> routes) {
    return Sql.run(
        context.spark(),
        "routed_events",
        Map.of("events", context.pinned(Table.EVENTS), "routes", routes),
        Map.of("landing", context.run().landing()));
  }

  /** Every routed event with what it counts for, so that one scan serves all meters. */
  static Dataset<Row> counted(Dataset<Row> routed, List<MeteredProfile> profiles) {
    List<Column> flags = new ArrayList<>(List.of(col("*")));
    profiles.forEach(profile -> flags.add(profile.counts()));
    flags.add(any(profiles.stream().map(MeteredProfile::isAmbiguous)).as("is_ambiguous"));
    Dataset<Row> flagged = routed.select(flags.toArray(Column[]::new));

    List<Column> values = new ArrayList<>(List.of(col("*")));
    profiles.forEach(profile -> values.add(profile.value()));
    values.add(any(profiles.stream().map(profile -> col(profile.countsColumn()))).as("is_counted"));
    return flagged.select(values.toArray(Column[]::new)).drop("meters", "ambiguous_meters");
  }

  /**
   * One row per subscription, period, meter and dimension values that has events which are not
   * billed yet, open and late apart. One aggregation per list of dimensions, however many meters.
   */
  private static Dataset<Row> metered(
      Dataset<Row> counted, PricedMeters meters, RunContext context) {
    Dataset<Row> unbilled = counted.where("is_counted AND NOT is_billed");
    return meters.byDimensions().entrySet().stream()
        .map(group -> aggregate(unbilled, group.getKey(), group.getValue()))
        .reduce(Dataset::unionByName)
        .map(usage -> meters.ofCharges(context.spark(), usage))
        .orElseGet(
            () -> meters.ofCharges(context.spark(), aggregate(unbilled, List.of(), List.of())));
  }

  private static Dataset<Row> aggregate(
      Dataset<Row> unbilled, List<String> dimensions, List<MeteredProfile> profiles) {
    Column values =
        array(dimensions.stream().map(EventRules::property).toArray(Column[]::new))
            .cast("array<string>");
    Column[] aggregates =
        Stream.concat(
                Stream.of(lit(true).as("grouped")),
                profiles.stream().flatMap(MeteredProfile::aggregates))
            .toArray(Column[]::new);
    Column[] rows = profiles.stream().map(MeteredProfile::usageRow).toArray(Column[]::new);
    Column usageRows =
        rows.length == 0
            ? array()
                .cast(
                    "array<struct<meter_id:string,quantity:decimal(38,18),events:bigint,skipped_events:bigint>>")
            : array(rows);
    return unbilled
        .withColumn("dimension_values", values)
        .groupBy(
            "account_id",
            "subscription_id",
            "plan_id",
            "period_start",
            "is_late",
            "dimension_values")
        .agg(aggregates[0], java.util.Arrays.copyOfRange(aggregates, 1, aggregates.length))
        .withColumn("usage", explode(usageRows))
        .select(
            col("account_id"),
            col("subscription_id"),
            col("plan_id"),
            col("period_start"),
            col("is_late"),
            array(dimensions.stream().map(name -> lit(name)).toArray(Column[]::new))
                .cast("array<string>")
                .as("dimensions"),
            col("dimension_values"),
            col("usage.*"))
        .where("events > 0");
  }

  /** Open usage, beside the billed usage that stands in the same partitions of the table. */
  private static void stageUsage(RunContext context, Dataset<Row> metered, Dataset<Row> periods) {
    Dataset<Row> usage =
        Sql.run(
            context.spark(),
            "open_usage",
            Map.of("metered", metered, "billing_periods", periods),
            Map.of());
    OpenPartitions.stage(context, Table.USAGE, "period_end", usage);
  }

  private static Dataset<Row> states(RunContext context, Dataset<Row> counted) {
    return Sql.run(context.spark(), "event_states", Map.of("counted_events", counted), Map.of());
  }

  private static Dataset<Row> findings(
      RunContext context, Dataset<Row> counted, Dataset<Row> metered) {
    return Sql.run(
        context.spark(),
        "metering_findings",
        Map.of("counted_events", counted, "metered", metered),
        Map.of());
  }

  private static Column any(Stream<Column> conditions) {
    return conditions.reduce(lit(false), Column::or);
  }

  private static long total(Dataset<Row> states) {
    Row sum = states.selectExpr("coalesce(sum(events), 0)").first();
    return sum.getLong(0);
  }
}
