package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.ContentHash;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Whether a lake is as the last command left it: each table at the same version of the same
 * history, with every file that holds its rows. Where that command died, a table may be further in
 * the same history. Somebody who puts an old copy of one table back, writes to it by other means or
 * loses a file of it is told so before any work is done.
 */
public final class LakeCheck {

  private final LakeMarks marks;

  /** The check of the lake at a directory. */
  public LakeCheck(Path lake) {
    this.marks = new LakeMarks(lake);
  }

  /** What differs; empty if nothing does, or if no command has ever ended here. */
  public List<Difference> differences() {
    Map<Table, TableMark> left = marks.left();
    List<Difference> found = new ArrayList<>();
    if (!left.isEmpty()) {
      for (Table table : Table.values()) {
        found.addAll(differences(table, Optional.ofNullable(left.get(table))));
      }
    }
    return found;
  }

  /**
   * @throws ChangedLakeException if anything differs
   */
  void require() {
    List<Difference> found = differences();
    if (!found.isEmpty()) {
      throw ChangedLakeException.of(marks.root(), found, null);
    }
  }

  /** Files of tables that are not there, among those which the last command left. */
  public List<Difference> missingFiles() {
    List<Difference> found = new ArrayList<>();
    marks
        .left()
        .forEach(
            (table, mark) ->
                marks.now(table, Optional.of(mark)).stream()
                    .flatMap(now -> files(table, now).stream())
                    .filter(difference -> !difference.isAcceptable())
                    .forEach(found::add));
    return found;
  }

  /**
   * @throws ChangedLakeException if a table is not as the last publication says that it is
   */
  void requireAs(Row publication) {
    List<Difference> found = differences(publication);
    if (!found.isEmpty()) {
      throw ChangedLakeException.of(marks.root(), found, null);
    }
  }

  /**
   * The same for a lake of another layout; of the first one {@code billing_runs} did not say what
   * tables hold.
   */
  public static void requireAsPublished(Lake lake) {
    if (!lake.isThere(Table.BILLING_RUNS)) {
      return;
    }
    Dataset<Row> runs = lake.readAsStored(Table.BILLING_RUNS);
    if (List.of(runs.columns()).contains("table_contents")) {
      runs.orderBy(functions.col("publication").desc()).limit(1).collectAsList().stream()
          .findFirst()
          .ifPresent(new LakeCheck(lake.root())::requireAs);
    }
  }

  /** How tables are other than the last publication says. */
  List<Difference> differences(Row publication) {
    Map<String, Long> versions = publication.getJavaMap(publication.fieldIndex("table_versions"));
    Map<String, String> contents = publication.getJavaMap(publication.fieldIndex("table_contents"));
    List<Difference> found = new ArrayList<>();
    versions.forEach(
        (name, version) -> {
          Table table = Table.named(name);
          Optional<TableMark> now = marks.now(table, marks.left(table));
          long is = now.map(TableMark::version).orElse(-1L);
          if (is != version) {
            found.add(
                acceptable(table, "is at version %d, billing_runs has %d".formatted(is, version)));
          } else if (!now.orElseThrow().content().equals(contents.get(name))) {
            found.add(acceptable(table, "has other content than billing_runs says it has"));
          }
        });
    return found;
  }

  private List<Difference> differences(Table table, Optional<TableMark> left) {
    long newest = marks.log(table).newest();
    if (left.isEmpty()) {
      return newest <= 0 || marks.isUnderWay()
          ? List.of()
          : List.of(acceptable(table, "was not there, and is at version " + newest));
    }
    TableMark mark = left.get();
    if (newest < 0) {
      return List.of(
          new Difference(table.tableName(), "is gone; it was at version " + mark.version(), false));
    }
    if (newest < mark.version()) {
      return List.of(
          acceptable(
              table,
              "is at version %d, it was left at version %d: an older copy was put back"
                  .formatted(newest, mark.version())));
    }
    if (!isSameHistory(table, mark, newest)) {
      return List.of(
          acceptable(
              table,
              "has another version %d than the one it was left at".formatted(mark.version())));
    }
    if (newest > mark.version() && !marks.isUnderWay()) {
      return List.of(
          acceptable(
              table,
              "is at version %d, it was left at version %d: something else wrote to it"
                  .formatted(newest, mark.version())));
    }
    return files(table, newest == mark.version() ? mark : marks.now(table, left).orElseThrow());
  }

  /** A commit that Delta removed, as it does after a month, is behind others that go on from it. */
  private boolean isSameHistory(Table table, TableMark mark, long newest) {
    return marks
        .log(table)
        .commit(mark.version())
        .map(mark.commit()::equals)
        .orElse(newest > mark.version());
  }

  private List<Difference> files(Table table, TableMark mark) {
    List<Difference> found = new ArrayList<>();
    mark.files()
        .forEach(
            (file, known) -> {
              Path path = marks.path(table).resolve(file);
              Optional<Long> size = size(path);
              if (size.isEmpty()) {
                found.add(
                    new Difference(
                        table.tableName(), "lacks its file " + file + "; put it back", false));
              } else if (size.get() != known.size()
                  || known.known().filter(hash -> !hash.equals(ContentHash.of(path))).isPresent()) {
                found.add(
                    new Difference(
                        table.tableName(), "has other content in its file " + file, true));
              }
            });
    return found;
  }

  private static Optional<Long> size(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class).size());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  private static Difference acceptable(Table table, String what) {
    return new Difference(table.tableName(), what, true);
  }
}
