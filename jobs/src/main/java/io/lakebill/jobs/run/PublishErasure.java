package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Publishes what is published once more, after an erasure has rewritten a table: readers see the
 * rewritten one, and inputs that differ in nothing but what was erased are no new inputs. The run
 * before it can no longer be taken back, because what it replaced is not there any more.
 */
public final class PublishErasure {

  private PublishErasure() {}

  /**
   * Adds a row to {@code billing_runs}, if there is any; repeating it with the same key does
   * nothing.
   *
   * @param before the version of the table that was rewritten
   */
  public static void publish(Lake lake, Table table, long before, Instant at, WriteKey key) {
    Published.last(lake)
        .ifPresent(
            last -> {
              Row row =
                  RowFactory.create(
                      last.<Long>getAs("publication") + 1,
                      last.getAs("run_id"),
                      "erase",
                      last.getAs("run_in_force"),
                      last.getAs("as_of"),
                      last.getAs("catalog_hash"),
                      last.getAs("landing"),
                      moved(lake, last, "input_versions", table, before),
                      moved(lake, last, "table_versions", table, before),
                      contents(lake, last),
                      last.getJavaMap(last.fieldIndex("last_seals")),
                      last.getJavaMap(last.fieldIndex("counts")),
                      at,
                      null,
                      null);
              lake.append(
                  Table.BILLING_RUNS,
                  lake.spark().createDataFrame(List.of(row), lake.schema(Table.BILLING_RUNS)),
                  key);
              PublishedFiles.write(lake);
            });
  }

  private static Map<String, String> contents(Lake lake, Row last) {
    Map<String, Long> versions = last.getJavaMap(last.fieldIndex("table_versions"));
    return new LakeMarks(lake.root()).contents(versions.keySet());
  }

  private static Map<String, Long> moved(
      Lake lake, Row last, String versions, Table table, long before) {
    Map<String, Long> moved = new TreeMap<>(last.getJavaMap(last.fieldIndex(versions)));
    moved.computeIfPresent(
        table.tableName(),
        (name, version) -> version == before ? Long.valueOf(lake.version(table)) : version);
    return moved;
  }
}
