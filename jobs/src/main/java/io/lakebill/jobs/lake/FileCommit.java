package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts Parquet files that are written already into a table: one commit, no Spark job. The files
 * stay where they were and are in the table as well, byte for byte, so a commit that a crash
 * prevented can be made again. It happens once per key, as other writes do.
 */
final class FileCommit {

  private FileCommit() {}

  /** Some dates of a column that partitions a table. */
  record Dates(String column, List<LocalDate> dates) {

    boolean hold(AddFile file) {
      return dates.contains(LocalDate.parse(file.partitionValues().apply(column)));
    }
  }

  /** Adds files, or puts them in the place of all that are there. */
  static void make(
      SparkSession spark, Path table, List<TableFile> files, SaveMode mode, WriteKey key) {
    boolean isReplacing = mode == SaveMode.Overwrite;
    commit(
        spark,
        table,
        files,
        mode,
        file -> isReplacing,
        file -> Map$.MODULE$.<String, String>empty(),
        key);
  }

  /** Puts files, each of one date, in the place of all that are there of some dates. */
  static void makeDates(
      SparkSession spark, Path table, List<TableFile> files, Dates replaced, WriteKey key) {
    commit(
        spark,
        table,
        files,
        SaveMode.Overwrite,
        replaced::hold,
        file -> new Map.Map1<>(replaced.column(), file.dates().orElseThrow().toString()),
        key);
  }

  private static void commit(
      SparkSession spark,
      Path table,
      List<TableFile> files,
      SaveMode mode,
      Predicate<AddFile> isReplaced,
      Function<TableFile, Map<String, String>> partition,
      WriteKey key) {
    OptimisticTransaction commit =
        DeltaLog.forTable(spark, table.toString()).startTransaction(Option.empty(), Option.empty());
    String application = key.application();
    long last =
        KnownFiles.lastVersion(commit.snapshot(), application)
            .orElseGet(() -> commit.txnVersion(application));
    if (last >= key.version()) {
      return;
    }
    List<Action> actions = new ArrayList<>();
    long now = System.currentTimeMillis();
    actions.add(new SetTransaction(application, key.version(), Option.apply((Object) now)));
    if (mode == SaveMode.Overwrite) {
      present(commit).stream().filter(isReplaced).forEach(file -> actions.add(file.remove()));
    }
    files.forEach(file -> actions.add(added(table, file, partition.apply(file))));
    commit.commit(
        CollectionConverters.asScala(actions).toSeq(),
        new DeltaOperations.Write(
            mode,
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            Option.empty()));
  }

  private static List<AddFile> present(OptimisticTransaction commit) {
    return KnownFiles.of(commit.snapshot())
        .orElseGet(() -> CollectionConverters.asJava(commit.filterFiles()));
  }

  private static AddFile added(Path table, TableFile file, Map<String, String> partition) {
    try {
      Path target = table.resolve(file.path().getFileName());
      if (!Files.exists(target)) {
        Directories.share(file.path(), target);
      }
      return new AddFile(
          file.path().getFileName().toString(),
          partition,
          Files.size(file.path()),
          Files.getLastModifiedTime(file.path()).toMillis(),
          true,
          file.statistics(),
          null,
          null,
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + file.path() + " into " + table, e);
    }
  }
}
