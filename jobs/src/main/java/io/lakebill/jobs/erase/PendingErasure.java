package io.lakebill.jobs.erase;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.PublishErasure;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Remembers on disk that a table is being rewritten, so that whoever erases next writes down what a
 * process that died has taken. It names nobody.
 */
final class PendingErasure {

  /** Tables that a night reads or readers see. */
  private static final Set<Table> PUBLISHED = EnumSet.of(Table.EVENTS, Table.UNMATCHED_EVENTS);

  private final Lake lake;

  PendingErasure(Lake lake) {
    this.lake = lake;
  }

  /**
   * The rewriting of a table.
   *
   * @param application key of its commit
   * @param before the version of the table before it
   */
  record Rewriting(
      String table,
      String application,
      long before,
      long files,
      List<Found.Share> shares,
      long landing,
      Instant at) {}

  /** Where rewritten files wait for their commit. */
  Path directory() {
    return lake.root().resolve("_staging").resolve("erasure");
  }

  void begin(Rewriting rewriting) {
    try {
      Files.createDirectories(directory());
      Path partial = directory().resolve("rewriting.json.partial");
      Files.write(partial, RunFiles.MAPPER.writeValueAsBytes(rewriting));
      Files.move(partial, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(), e);
    }
  }

  /**
   * Writes down what the rewriting took, if its commit was made, and forgets it.
   *
   * @return what it took; empty if there is none, or it was not committed
   */
  Optional<Rewriting> end() {
    Optional<Rewriting> committed = read().filter(this::isCommitted);
    committed.ifPresent(this::record);
    Directories.delete(directory());
    return committed;
  }

  private void record(Rewriting rewriting) {
    Table table = Table.named(rewriting.table());
    WriteKey key = WriteKey.of(rewriting.application());
    if (PUBLISHED.contains(table)) {
      PublishErasure.publish(lake, table, rewriting.before(), rewriting.at(), key);
    }
    Failpoint.reach("erase:published");
    long version = lake.version(table);
    List<Row> rows =
        rewriting.shares().stream()
            .map(
                share ->
                    RowFactory.create(
                        share.subjectHash(),
                        share.source(),
                        rewriting.table(),
                        share.rows(),
                        share.properties().toArray(String[]::new),
                        rewriting.landing(),
                        version,
                        rewriting.at()))
            .toList();
    lake.append(
        Table.ERASURES, lake.spark().createDataFrame(rows, lake.schema(Table.ERASURES)), key);
  }

  private boolean isCommitted(Rewriting rewriting) {
    return lake.hasWritten(Table.named(rewriting.table()), WriteKey.of(rewriting.application()));
  }

  private Optional<Rewriting> read() {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunFiles.MAPPER.readValue(file().toFile(), Rewriting.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(), e);
    }
  }

  private Path file() {
    return directory().resolve("rewriting.json");
  }
}
