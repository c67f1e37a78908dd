package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Replaces what is open in a table that is partitioned by a date, without touching what has been
 * billed for good: partitions that hold nothing open are left alone, and in the others the billed
 * rows are kept as they are.
 */
public final class OpenPartitions {

  private OpenPartitions() {}

  /**
   * Goes on from where the open rows of a table of subscriptions' billing periods are staged, and
   * gives them back.
   *
   * @param date the partition column; the billing date of its rows
   */
  public static Dataset<Row> complete(RunContext context, Table table, String date) {
    Dataset<Row> open = context.staging().read(Staging.openName(table));
    Dataset<Row> finalized = context.pinned(Table.FINALIZED_PERIODS);
    Dataset<Row> published = context.pinned(table);
    Column sameBoundary =
        published
            .col("subscription_id")
            .equalTo(finalized.col("subscription_id"))
            .and(published.col("period_start").equalTo(finalized.col("period_start")))
            .and(published.col(date).equalTo(finalized.col("billing_date")));
    Dataset<Row> wasOpen = published.join(finalized, sameBoundary, "left_anti");
    List<LocalDate> touched =
        open.select(date)
            .union(wasOpen.select(date))
            .distinct()
            .as(Encoders.LOCALDATE())
            .collectAsList();
    Dataset<Row> billed =
        published
            .where(col(date).isin(touched.toArray()))
            .join(finalized, sameBoundary, "left_semi");
    if (billed.isEmpty()) {
      context.staging().share(Staging.openName(table), table, touched);
    } else {
      context.staging().write(table, open.unionByName(billed), touched);
    }
    return open;
  }
}
