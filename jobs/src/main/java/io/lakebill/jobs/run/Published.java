package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What readers see: the table versions that the last row of {@code billing_runs} lists. Input
 * tables are seen as they are.
 */
public final class Published {

  private Published() {}

  /** The last publication or reversal, if there was one. */
  public static Optional<Row> last(Lake lake) {
    List<Row> rows =
        lake.read(Table.BILLING_RUNS)
            .orderBy(functions.col("publication").desc())
            .limit(1)
            .collectAsList();
    return rows.stream().findFirst();
  }

  /** The date of the run whose rows readers see, if there is one. */
  public static Optional<LocalDate> asOf(Lake lake) {
    return last(lake)
        .map(row -> row.<String>getAs("run_in_force"))
        .flatMap(
            run ->
                lake
                    .read(Table.BILLING_RUNS)
                    .where(
                        functions
                            .col("action")
                            .equalTo("publish")
                            .and(functions.col("run_id").equalTo(run)))
                    .select("as_of")
                    .limit(1)
                    .as(Encoders.LOCALDATE())
                    .collectAsList()
                    .stream()
                    .findFirst());
  }

  /** The published rows of a table. */
  public static Dataset<Row> read(Lake lake, Table table, Optional<Row> lastPublication) {
    if (table.kind() == Table.Kind.INPUT || table == Table.BILLING_RUNS) {
      return lake.read(table);
    }
    return lastPublication
        .map(row -> row.<String, Long>getJavaMap(row.fieldIndex("table_versions")))
        .map((Map<String, Long> versions) -> versions.get(table.tableName()))
        .map(version -> lake.read(table, version))
        .orElseGet(() -> lake.read(table, 0));
  }
}
