package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a job of an open run works with: pinned inputs, the published state before it, staging.
 *
 * @param catalog the one that the run bills by
 * @param billedCatalogs the others that events were billed by, by their hashes
 */
public record RunContext(
    Lake lake, Run run, Catalog catalog, Map<String, Catalog> billedCatalogs, Staging staging) {

  /** The session to build frames with. */
  public SparkSession spark() {
    return lake.spark();
  }

  /** An input table or a published table as the run was pinned to it. */
  public Dataset<Row> pinned(Table table) {
    return lake.read(table, version(table));
  }

  /** Whether it has no file, so that asking for its rows is in vain. */
  public boolean isEmpty(Table table) {
    return lake.files(table, version(table)).isEmpty();
  }

  private long version(Table table) {
    Map<String, Long> versions =
        table.kind() == Table.Kind.INPUT ? run.inputVersions() : run.goldVersions();
    return versions.get(table.tableName());
  }
}
