package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Publishes the tables as they are in the place of what the run in force left: after a repair or an
 * upgrade. The next night meters from the first event on, and no run before it can be taken back.
 */
public final class PublishAgain {

  private static final String UPGRADE = "upgrade";

  /** The actions in {@code billing_runs} after which tables are not what a run left. */
  static final Set<String> ACTIONS = Set.of(RepairLake.ACTION, UPGRADE);

  private PublishAgain() {}

  /** After an upgrade; repeating it does nothing, nor does it where no run was published. */
  public static void upgraded(Lake lake, Upgrading upgrading, String reason) {
    // The first write of the upgrade to the table may have been its new columns.
    publish(lake, UPGRADE, reason, upgrading.at(), new WriteKey(upgrading.id(), 2));
    PublishedFiles.write(lake);
  }

  /**
   * Adds a row to {@code billing_runs}, if there is any; repeating it with the same key does
   * nothing.
   */
  static void publish(Lake lake, String action, String reason, Instant at, WriteKey key) {
    Published.last(lake).ifPresent(last -> publish(lake, last, action, reason, at, key));
  }

  private static void publish(
      Lake lake, Row last, String action, String reason, Instant at, WriteKey key) {
    Map<String, Long> versions = versions(lake);
    Row row =
        RowFactory.create(
            last.<Long>getAs("publication") + 1,
            last.getAs("run_id"),
            action,
            last.getAs("run_in_force"),
            last.getAs("as_of"),
            last.getAs("catalog_hash"),
            last.getAs("landing"),
            last.getJavaMap(last.fieldIndex("input_versions")),
            versions,
            new LakeMarks(lake.root()).contents(versions.keySet()),
            last.getJavaMap(last.fieldIndex("last_seals")),
            Map.of(),
            at,
            reason,
            null);
    lake.append(
        Table.BILLING_RUNS,
        lake.spark().createDataFrame(List.of(row), lake.schema(Table.BILLING_RUNS)),
        key);
  }

  private static Map<String, Long> versions(Lake lake) {
    Map<String, Long> versions = new TreeMap<>();
    Arrays.stream(Table.values())
        .filter(table -> table.kind() != Table.Kind.INPUT && table != Table.BILLING_RUNS)
        .forEach(table -> versions.put(table.tableName(), lake.version(table)));
    return versions;
  }
}
