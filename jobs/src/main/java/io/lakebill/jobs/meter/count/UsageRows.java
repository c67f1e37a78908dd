package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.Split;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Aggregates of several profiles side by side, made into a row of metered usage for each. */
final class UsageRows {

  /** The columns of metered usage. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          is_late BOOLEAN, dimensions ARRAY<STRING>, dimension_values ARRAY<STRING>,
          meter_id STRING, quantity DECIMAL(38, 18), is_too_large BOOLEAN, events BIGINT,
          skipped_events BIGINT
          """);

  private UsageRows() {}

  /** One row per row and profile. */
  static Dataset<Row> of(Dataset<Row> wide, Split split, List<MeteredProfile> profiles) {
    Column[] usage = profiles.stream().map(MeteredProfile::usageRow).toArray(Column[]::new);
    return wide.withColumn("usage", explode(array(usage)))
        .select(
            col("account_id"),
            col("subscription_id"),
            col("plan_id"),
            col("period_start"),
            col("is_late"),
            split.namesColumn().as("dimensions"),
            col("dimension_values"),
            col("usage.*"));
  }
}
