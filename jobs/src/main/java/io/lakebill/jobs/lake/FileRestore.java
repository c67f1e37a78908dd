package io.lakebill.jobs.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes a table back to the files that it had at an earlier version: one commit, no Spark job.
 * Delta's own RESTORE replays the log of both versions and joins them, for each of the many tables
 * of a run.
 */
final class FileRestore {

  private FileRestore() {}

  /**
   * Makes the commit, if there is anything to take back.
   *
   * @return false, and nothing is done, where more than files has changed or a file is gone, of
   *     which Delta knows what to say
   */
  static boolean make(SparkSession spark, Path table, long version) {
    DeltaLog log = DeltaLog.forTable(spark, table.toString());
    OptimisticTransaction commit = log.startTransaction(Option.empty(), Option.empty());
    Snapshot then = log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
    Snapshot now = commit.snapshot();
    Map<String, AddFile> before = byPath(then);
    Map<String, AddFile> present = byPath(now);
    List<AddFile> missing = without(before, present);
    if (!then.metadata().equals(now.metadata())
        || !then.protocol().equals(now.protocol())
        || !isAllThatCounts(before)
        || !isAllThatCounts(present)
        || !missing.stream().allMatch(file -> Files.exists(table.resolve(file.path())))) {
      return false;
    }
    List<Action> actions = new ArrayList<>();
    missing.forEach(file -> actions.add(added(file)));
    without(present, before).forEach(file -> actions.add(file.remove()));
    if (!actions.isEmpty()) {
      commit.commit(
          CollectionConverters.asScala(actions).toSeq(),
          new DeltaOperations.Restore(Option.apply((Object) version), Option.empty()));
    }
    return true;
  }

  private static Map<String, AddFile> byPath(Snapshot snapshot) {
    return KnownFiles.of(snapshot).orElseGet(() -> snapshot.allFiles().collectAsList()).stream()
        .collect(Collectors.toMap(AddFile::path, Function.identity()));
  }

  private static List<AddFile> without(Map<String, AddFile> files, Map<String, AddFile> others) {
    return files.values().stream().filter(file -> !others.containsKey(file.path())).toList();
  }

  /** A deletion vector hides rows of a file under the same path. */
  private static boolean isAllThatCounts(Map<String, AddFile> files) {
    return files.values().stream().allMatch(file -> file.deletionVector() == null);
  }

  /** New to readers, unlike in a list of what is there. */
  private static AddFile added(AddFile file) {
    return file.copy(
        file.path(),
        file.partitionValues(),
        file.size(),
        file.modificationTime(),
        true,
        file.stats(),
        file.tags(),
        file.deletionVector(),
        file.baseRowId(),
        file.defaultRowCommitVersion(),
        file.clusteringProvider(),
        file.backReference(),
        file.amtPassthrough());
  }
}
