package io.lakebill.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads charges, open and billed, and writes {@code usage_stats} for dashboards. */
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
    Object[] replaced = context.staging().partitions(Table.CHARGES).toArray();
    Dataset<Row> charges =
        context
            .pinned(Table.CHARGES)
            .where(not(col("billing_date").isin(replaced)))
            .unionByName(context.staging().read(Table.CHARGES));
    context
        .staging()
        .write(
            Table.USAGE_STATS,
            Sql.run(context.spark(), "usage_stats", Map.of("charges", charges), Map.of()));
    return Map.of("rows", context.staging().rows(Table.USAGE_STATS));
  }
}
