package io.lakebill.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.expression.ExactSum;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reads charges, open and billed, and writes {@code usage_stats} for dashboards. A charge is billed
 * no earlier than its period starts, so a period's charges are found without reading older ones.
 */
public final class UsageStats implements Job {

  @Override
  public String name() {
    return "stats";
  }

  @Override
  public Set<String> stages() {
    return Set.of(Table.USAGE_STATS.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> stats =
        context.run().published().isPresent() ? changed(context) : of(context, charges(context));
    context.staging().write(Table.USAGE_STATS, stats);
    return Map.of("rows", context.staging().rows(Table.USAGE_STATS));
  }

  /** Periods that no charge was written for are as they were published. */
  private static Dataset<Row> changed(RunContext context) {
    Object[] periods =
        written(context)
            .select("period_start")
            .distinct()
            .as(Encoders.LOCALDATE())
            .collectAsList()
            .stream()
            .sorted()
            .toArray();
    Column isChanged = col("period_start").isin(periods);
    Dataset<Row> others = context.pinned(Table.USAGE_STATS).where(not(isChanged));
    if (periods.length == 0) {
      return others;
    }
    Column isBilledNoEarlier = col("billing_date").geq(periods[0]);
    return others.unionByName(
        of(context, charges(context).where(isBilledNoEarlier.and(isChanged))));
  }

  /** The charges that the run writes, and those that they replace. */
  private static Dataset<Row> written(RunContext context) {
    return context
        .pinned(Table.CHARGES)
        .where(isReplaced(context))
        .unionByName(context.staging().read(Table.CHARGES));
  }

  /** All charges as they will be published. */
  private static Dataset<Row> charges(RunContext context) {
    return context
        .pinned(Table.CHARGES)
        .where(not(isReplaced(context)))
        .unionByName(context.staging().read(Table.CHARGES));
  }

  private static Column isReplaced(RunContext context) {
    return col("billing_date").isin(context.staging().partitions(Table.CHARGES).toArray());
  }

  private static Dataset<Row> of(RunContext context, Dataset<Row> charges) {
    Dataset<Row> sums =
        Sql.run(context.spark(), "usage_stats", Map.of("charges", charges), Map.of());
    return sums.withColumn("exact_quantity", ExactSum.text(col("whole_units"), col("rest")))
        .withColumn("quantity", col("exact_quantity").try_cast(ExactNumber.type()))
        .drop("whole_units", "rest");
  }
}
