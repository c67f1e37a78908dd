package io.lakebill.jobs.meter.payer;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.priced.EarlierMeters;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Whose events were billed, and by whom, whatever their names stand for since. What was billed goes
 * before what would be billed now.
 *
 * @param billed rows of {@code billed_events} with meters marked as in {@link Routes}
 * @param isEmpty whether nothing was ever billed
 */
public record BilledEvents(Dataset<Row> billed, boolean isEmpty) {

  private static final Column IS_ASKED =
      col(Routes.SINCE).isNull().or(col("until_utc").gt(col(Routes.SINCE)));

  private static final Column ASKED_FROM = functions.greatest(col("from_utc"), col(Routes.SINCE));

  /**
   * What was billed of some billing periods.
   *
   * @param periods with {@link Routes#SINCE}; of what was billed before it, nothing is said
   */
  static BilledEvents of(RunContext context, Dataset<Row> periods) {
    Dataset<Row> all = context.pinned(Table.BILLED_EVENTS);
    // Before the first invoice there is nothing to look for, and a query costs more than its rows.
    boolean isEmpty = context.run().goldVersions().get(Table.FINALIZED_PERIODS.tableName()) == 0;
    Dataset<Row> some =
        all.join(
            periods
                .where("arrears_landing IS NOT NULL")
                .select("subscription_id", "period_start", Routes.SINCE),
            new String[] {"subscription_id", "period_start"});
    EarlierMeters meters = PricedMeters.of(context).withEarlier();
    return new BilledEvents(
        some.where(IS_ASKED)
            .withColumn("from_utc", ASKED_FROM)
            .withColumn("then_meters", meters.marksOfThen("meters"))
            .withColumn("ambiguous_meters", meters.marksOfThen("ambiguous_meters"))
            .withColumn("meters", meters.marksOfNow("meters"))
            .withColumn("then_names", meters.eventNames("then_meters", "ambiguous_meters"))
            .withColumn(
                "is_as_now",
                not(meters.isOtherwise("then_meters").or(meters.isOtherwise("ambiguous_meters")))),
        isEmpty);
  }

  /** Routes of now, less what was billed, with the routes that it was billed by. */
  Dataset<Row> amend(Dataset<Row> routes) {
    Dataset<Row> unchanged = routes.drop(Routes.SINCE);
    if (isEmpty) {
      return unchanged;
    }
    List<String> names =
        Sql.run(
                routes.sparkSession(),
                "billed_names",
                Map.of("billed", billed, "routes", routes),
                Map.of())
            .as(Encoders.STRING())
            .collectAsList();
    if (names.isEmpty()) {
      return unchanged;
    }
    Dataset<Row> changed =
        broadcast(routes.sparkSession().createDataset(names, Encoders.STRING()).toDF("subject"));
    Column[] columns =
        List.of(unchanged.columns()).stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> settled =
        routes
            .join(changed, "subject")
            .where(IS_ASKED)
            .withColumn("from_utc", ASKED_FROM)
            .select(columns)
            .withColumn("is_fact", lit(false))
            .unionByName(facts(changed).select(columns).withColumn("is_fact", lit(true)))
            .groupByKey(
                (MapFunction<Row, String>) row -> row.<String>getAs("subject"), Encoders.STRING())
            .flatMapGroups(
                (FlatMapGroupsFunction<String, Row, Row>)
                    (subject, rows) -> RoutesOfName.of(rows).settled().iterator(),
                Encoders.row(RoutesOfName.SCHEMA));
    return routes
        .join(changed, routes.col("subject").equalTo(changed.col("subject")), "left_anti")
        .select(columns)
        .unionByName(settled.select(columns));
  }

  private Dataset<Row> facts(Dataset<Row> names) {
    return billed
        .join(names, "subject")
        .withColumn("since_token", lit(0L))
        .withColumn("arrears_landing", col("landing"))
        .withColumn("arrears_token", lit(Long.MAX_VALUE))
        .withColumn("up_to_landing", col("landing"));
  }

  /**
   * What this run bills: the rows that it adds to {@code billed_events}.
   *
   * @param periods all billing periods of the run
   * @param finalized the rows that it adds to {@code finalized_periods}
   */
  public static Dataset<Row> billedBy(
      RunContext context, Dataset<Row> periods, Dataset<Row> finalized) {
    Dataset<Row> closing =
        finalized.where("timing = 'arrears'").select("subscription_id", "period_start");
    Dataset<Row> accounts =
        periods.join(closing, closing.columns(), "left_semi").select("account_id").distinct();
    Dataset<Row> routes =
        Routes.of(context, periods.join(accounts, new String[] {"account_id"}, "left_semi"));
    Column names =
        functions.array(references(context).stream().map(functions::lit).toArray(Column[]::new));
    return routes
        .where("arrears_landing IS NULL")
        .where("array_contains(meters, TRUE) OR array_contains(ambiguous_meters, TRUE)")
        .join(closing, closing.columns(), "left_semi")
        .withColumn("names", names)
        .withColumn("meters", marked("meters"))
        .withColumn("ambiguous_meters", marked("ambiguous_meters"))
        .withColumn("landing", functions.least(col("up_to_landing"), lit(context.run().landing())))
        .withColumn("catalog_hash", lit(context.run().catalogHash()))
        .withColumn("run_token", lit(context.run().token()));
  }

  /** Whether something may have been billed. */
  public static boolean hasAny(RunContext context) {
    return context.run().goldVersions().get(Table.BILLED_EVENTS.tableName()) > 0;
  }

  /** The different values that a column has in some rows of {@code billed_events}. */
  public static List<String> distinct(RunContext context, Column isWanted, String column) {
    return hasAny(context)
        ? context
            .pinned(Table.BILLED_EVENTS)
            .where(isWanted)
            .select(column)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList()
        : List.of();
  }

  private static List<String> references(RunContext context) {
    return PricedMeters.of(context.catalog()).profiles().stream()
        .map(MeteredProfile::reference)
        .toList();
  }

  /** The names at the positions that are marked. */
  private static Column marked(String column) {
    return functions.expr("filter(names, (name, i) -> %s[i])".formatted(column));
  }
}
