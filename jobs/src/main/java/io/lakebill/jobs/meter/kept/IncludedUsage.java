package io.lakebill.jobs.meter.kept;

import static org.apache.spark.sql.functions.broadcast;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Events that were billed and cost nothing: they are within what their prices include. */
public final class IncludedUsage {

  private IncludedUsage() {}

  /** One row per subscription, billing period and event name of which no charge costs money. */
  public static Dataset<Row> of(SparkSession spark, Dataset<Row> charges, Catalog catalog) {
    return Sql.run(
        spark,
        "included_usage",
        Map.of(
            "charges",
            charges,
            "metered_names",
            broadcast(PricedMeters.of(catalog).namesOfPlans(spark))),
        Map.of());
  }

  /** The same of what is published; empty when no event is newly billed to the kept state. */
  public static Optional<Dataset<Row>> published(RunContext context, Optional<KeptState> kept) {
    boolean isNothingNew = kept.map(KeptState::isSeenAsPublished).orElse(false);
    return isNothingNew
        ? Optional.empty()
        : Optional.of(of(context.spark(), context.pinned(Table.CHARGES), context.catalog()));
  }
}
