package io.lakebill.jobs.lake;

import io.lakebill.schemas.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * The states that the tables of a lake have gone through, as far as somebody asked, and the rows of
 * those that have few.
 */
final class TableStates {

  private final SparkSession spark;
  private final Path root;
  private final Map<Table, DeltaLog> logs = new ConcurrentHashMap<>();
  private final Map<Version, Optional<List<InternalRow>>> small = new ConcurrentHashMap<>();

  /**
   * @param root of the lake
   */
  TableStates(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  private record Version(Table table, long version) {}

  /** The table as it is now. Delta is asked once, and again when there is another version. */
  Snapshot now(Table table) {
    DeltaLog known = logs.get(table);
    if (known != null) {
      Snapshot last = known.unsafeVolatileSnapshot();
      if (last.version() >= 0 && !Files.exists(commit(table, last.version() + 1))) {
        return last;
      }
    }
    var looked = DeltaLog.forTableWithSnapshot(spark, path(table).toString());
    logs.put(table, looked._1());
    return looked._2();
  }

  /** The table as it was at a version. */
  Snapshot at(Table table, long version) {
    Snapshot now = now(table);
    return now.version() == version
        ? now
        : DeltaLog.forTable(spark, path(table).toString())
            .getSnapshotAt(version, Option.empty(), Option.empty(), false);
  }

  /** The rows of a small table, read once for each version; empty where there are more. */
  Optional<Dataset<Row>> atHand(Table table, Snapshot snapshot) {
    return small
        .computeIfAbsent(
            new Version(table, snapshot.version()),
            any ->
                KnownFiles.whole(snapshot, path(table))
                    .flatMap(files -> SmallFrames.ofParts(spark, files, snapshot.schema())))
        .map(rows -> SmallFrames.frame(spark, rows, snapshot.schema()));
  }

  /** The folder of a table's commits. */
  Path log(Table table) {
    return path(table).resolve("_delta_log");
  }

  private Path commit(Table table, long version) {
    return log(table).resolve("%020d.json".formatted(version));
  }

  private Path path(Table table) {
    return root.resolve(table.tableName());
  }
}
