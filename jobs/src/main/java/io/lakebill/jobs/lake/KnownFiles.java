package io.lakebill.jobs.lake;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the checksum file beside a commit says about a table: Delta writes it with every commit, and
 * lists there the files of a small table. To find them otherwise takes three Spark jobs that replay
 * the log. Empty where it does not say; then Delta has to be asked.
 */
final class KnownFiles {

  private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";

  private KnownFiles() {}

  /** The files of a table. */
  static Optional<List<AddFile>> of(Snapshot snapshot) {
    return said(snapshot.checksumOpt().flatMap(VersionChecksum::allFiles));
  }

  /**
   * The files of a small table that hold its rows and no others, and that Delta could not skip:
   * without partitions and without statistics of columns.
   */
  static Optional<List<String>> readable(Snapshot snapshot, Path table) {
    if (!snapshot.metadata().partitionColumns().isEmpty() || isIndexed(snapshot)) {
      return Optional.empty();
    }
    return of(snapshot)
        .filter(files -> files.stream().allMatch(file -> file.deletionVector() == null))
        .map(files -> files.stream().map(file -> table.resolve(file.path()).toString()).toList());
  }

  /** The files of a table that hold its rows and no others. */
  static Optional<List<SmallFrames.Part>> whole(Snapshot snapshot, Path table) {
    return of(snapshot)
        .filter(files -> files.stream().allMatch(file -> file.deletionVector() == null))
        .map(files -> files.stream().map(file -> part(snapshot, table, file)).toList());
  }

  /** Dates partition, and files do not have them. */
  private static SmallFrames.Part part(Snapshot snapshot, Path table, AddFile file) {
    Map<Integer, Integer> dates = new HashMap<>();
    CollectionConverters.asJava(file.partitionValues())
        .forEach(
            (column, date) ->
                dates.put(
                    snapshot.schema().fieldIndex(column), StoredValues.day(LocalDate.parse(date))));
    return new SmallFrames.Part(table.resolve(URI.create(file.path()).getPath()), dates);
  }

  /** Whether Delta keeps statistics of the table's columns. */
  static boolean isIndexed(Snapshot snapshot) {
    return !snapshot.metadata().configuration().get(INDEXED_COLUMNS).contains("0");
  }

  /** The last version that an application wrote; -1 when it never wrote. */
  static Optional<Long> lastVersion(Snapshot snapshot, String application) {
    return said(snapshot.checksumOpt().flatMap(VersionChecksum::setTransactions))
        .map(
            all ->
                all.stream()
                    .filter(written -> written.appId().equals(application))
                    .mapToLong(SetTransaction::version)
                    .max()
                    .orElse(-1));
  }

  private static <T> Optional<List<T>> said(Option<Seq<T>> said) {
    return said.isDefined()
        ? Optional.of(CollectionConverters.asJava(said.get()))
        : Optional.empty();
  }
}
