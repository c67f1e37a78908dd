package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
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

  /**
   * Puts files in the place of others that have the same rows as far as anything is known of them:
   * the statistics stay, and nobody who follows the table takes them for new.
   *
   * @param files by the name of the file whose place they take
   */
  static void exchange(
      SparkSession spark, Path table, java.util.Map<String, Path> files, WriteKey key) {
    OptimisticTransaction commit =
        DeltaLog.forTable(spark, table.toString()).startTransaction(Option.empty(), Option.empty());
    if (isMade(commit, key)) {
      return;
    }
    long now = System.currentTimeMillis();
    List<Action> actions = onceWith(key, now);
    for (AddFile file : commit.snapshot().allFiles().collectAsList()) {
      Path replacement = files.get(file.path());
      if (replacement != null) {
        actions.add(file.removeWithTimestamp(now, false));
        actions.add(exchanged(table, file, replacement));
      }
    }
    commit.commit(
        CollectionConverters.asScala(actions).toSeq(), DeltaOperations.ManualUpdate$.MODULE$);
  }

  /**
   * Gives a table the columns and properties of another, and with {@code isWithRows} its files in
   * the place of all.
   */
  static void become(
      SparkSession spark, Path table, Path prepared, boolean isWithRows, WriteKey key) {
    OptimisticTransaction commit =
        DeltaLog.forTable(spark, table.toString()).startTransaction(Option.empty(), Option.empty());
    if (isMade(commit, key)) {
      return;
    }
    Snapshot other = DeltaLog.forTableWithSnapshot(spark, prepared.toString())._2();
    Metadata before = commit.metadata();
    Metadata wanted = other.metadata();
    commit.updateMetadata(
        before.copy(
            before.id(),
            before.name(),
            before.description(),
            before.format(),
            wanted.schemaString(),
            wanted.partitionColumns(),
            wanted.configuration(),
            before.createdTime()),
        false);
    List<Action> actions = onceWith(key, System.currentTimeMillis());
    if (isWithRows) {
      present(commit).forEach(file -> actions.add(file.remove()));
      other.allFiles().collectAsList().forEach(file -> actions.add(shared(file, prepared, table)));
    }
    commit.commit(
        CollectionConverters.asScala(actions).toSeq(), DeltaOperations.ManualUpdate$.MODULE$);
  }

  private static AddFile shared(AddFile file, Path from, Path to) {
    String path = URI.create(file.path()).getPath();
    Path target = to.resolve(path);
    try {
      Files.createDirectories(target.getParent());
      if (!Files.exists(target)) {
        Directories.share(from.resolve(path), target);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + from.resolve(path) + " into " + to, e);
    }
  }

  /** Whether the commit of a key was made. */
  static boolean isMade(SparkSession spark, Path table, WriteKey key) {
    return isMade(
        DeltaLog.forTable(spark, table.toString()).startTransaction(Option.empty(), Option.empty()),
        key);
  }

  private static boolean isMade(OptimisticTransaction commit, WriteKey key) {
    return KnownFiles.lastVersion(commit.snapshot(), key.application())
            .orElseGet(() -> commit.txnVersion(key.application()))
        >= key.version();
  }

  /** What a commit begins with, so that it is made once per key. */
  private static List<Action> onceWith(WriteKey key, long now) {
    List<Action> actions = new ArrayList<>();
    actions.add(new SetTransaction(key.application(), key.version(), Option.apply((Object) now)));
    return actions;
  }

  private static AddFile exchanged(Path table, AddFile file, Path replacement) {
    if (file.deletionVector() != null) {
      throw new IllegalStateException(
          "%s in %s has rows that only a deletion vector hides".formatted(file.path(), table));
    }
    return added(table, replacement, file.partitionValues(), file.stats(), false);
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
    if (isMade(commit, key)) {
      return;
    }
    List<Action> actions = onceWith(key, System.currentTimeMillis());
    if (mode == SaveMode.Overwrite) {
      present(commit).stream().filter(isReplaced).forEach(file -> actions.add(file.remove()));
    }
    files.forEach(
        file ->
            actions.add(added(table, file.path(), partition.apply(file), file.statistics(), true)));
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

  private static AddFile added(
      Path table,
      Path file,
      Map<String, String> partition,
      String statistics,
      boolean isNewToReaders) {
    try {
      Path target = table.resolve(file.getFileName());
      if (!Files.exists(target)) {
        Directories.share(file, target);
      }
      return new AddFile(
          file.getFileName().toString(),
          partition,
          Files.size(file),
          Files.getLastModifiedTime(file).toMillis(),
          isNewToReaders,
          statistics,
          null,
          null,
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + file + " into " + table, e);
    }
  }
}
