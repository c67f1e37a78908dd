package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts Parquet files that are written already into a table without partitions: one commit, no Spark
 * job. The files stay where they were and are in the table as well, byte for byte, so a commit that
 * a crash prevented can be made again. It happens once per key, as other writes do.
 */
final class FileCommit {

  private FileCommit() {}

  static void make(
      SparkSession spark, Path table, List<TableFile> files, SaveMode mode, WriteKey key) {
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
      present(commit).forEach(file -> actions.add(file.remove()));
    }
    files.forEach(file -> actions.add(added(table, file)));
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

  private static AddFile added(Path table, TableFile file) {
    try {
      share(file.path(), table);
      share(checksum(file.path()), table);
      return new AddFile(
          file.path().getFileName().toString(),
          Map$.MODULE$.empty(),
          Files.size(file.path()),
          Files.getLastModifiedTime(file.path()).toMillis(),
          true,
          "{\"numRecords\":" + file.rows() + "}",
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

  private static void share(Path file, Path directory) throws IOException {
    Path target = directory.resolve(file.getFileName());
    if (!Files.exists(file) || Files.exists(target)) {
      return;
    }
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      copyWhole(file, target);
    }
  }

  private static void copyWhole(Path file, Path target) throws IOException {
    Path partial = target.resolveSibling("_" + target.getFileName() + ".partial");
    Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As Hadoop keeps it beside a file on a local disk. */
  private static Path checksum(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }
}
