package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.BillingPeriods;
import io.lakebill.jobs.meter.OpenPartitions;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the open billing periods, their usage and what is counted for them, and writes their {@code
 * charges}.
 */
public final class RateUsage implements Job {

  /** What should be looked at of counters and objects, as rows of {@code billing_issues}. */
  public static final String FINDINGS = "rating_findings";

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Set<String> stages() {
    return Set.of(OpenPartitions.stagedName(Table.CHARGES), Table.CHARGES.tableName(), FINDINGS);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    StructType schema = context.lake().schema(Table.CHARGES);
    Dataset<Row> counted = CountedQuantities.of(context);
    Dataset<Row> open =
        Sql.run(
            context.spark(),
            "unrated_periods",
            Map.of(
                "billing_periods", context.staging().read(BillingPeriods.STAGED),
                "usage", context.staging().read(OpenPartitions.stagedName(Table.USAGE)),
                "counted_quantities", counted),
            Map.of());
    OpenPartitions.stage(
        context, Table.CHARGES, "billing_date", charges(open, context.catalog(), schema));
    context.staging().write(FINDINGS, LateQuantities.findings(context, counted));
    return Map.of("charges", context.staging().rows(OpenPartitions.stagedName(Table.CHARGES)));
  }

  /** One row per charge of each open period. No I/O, so tests call it on rows they make up. */
  static Dataset<Row> charges(Dataset<Row> open, Catalog catalog, StructType schema) {
    return open.flatMap(chargesOf(catalog), Encoders.row(schema));
  }

  private static FlatMapFunction<Row, Row> chargesOf(Catalog catalog) {
    return row -> {
      OpenPeriod period = OpenPeriod.of(row, catalog);
      return period.charges().stream().map(charge -> ChargeRow.of(row, charge)).iterator();
    };
  }
}
