package io.lakebill.jobs.upgrade;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.TableLog;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The tables that an upgrade changes, as they will be: each a Delta table beside the lake's own
 * under {@code _staging/upgrade-<id>}, made by the statement that makes it in a new lake.
 */
final class PreparedTables {

  private static final String FOLDER = "upgrade-";

  private final Lake lake;
  private final String id;
  private final List<TableChange> changes;

  PreparedTables(Lake lake, String id, List<TableChange> changes) {
    this.lake = lake;
    this.id = id;
    this.changes =
        changes.stream()
            .filter(change -> change.how() != TableChange.How.NEW)
            .filter(change -> change.how() == TableChange.How.ROWS || isThere(change))
            .toList();
  }

  /**
   * Makes them all; the lake stays as it is.
   *
   * @return the version that each of the lake's tables had, -1 where it was not there
   */
  Map<String, Long> make(int from) {
    Map<String, Long> versions = new TreeMap<>();
    changes.forEach(change -> versions.put(change.table(), log(change).newest()));
    Map<String, Dataset<Row>> rows = rows(from);
    InParallel.run(
        changes.stream()
            .<Runnable>map(
                change ->
                    () ->
                        lake.prepare(
                            table(change),
                            folder(change),
                            change.how() == TableChange.How.ROWS
                                ? Optional.of(rows.get(change.table()))
                                : Optional.empty()))
            .toList());
    return versions;
  }

  private Map<String, Dataset<Row>> rows(int from) {
    if (changes.stream().noneMatch(change -> change.how() == TableChange.How.ROWS)) {
      return Map.of();
    }
    Map<String, Dataset<Row>> rows = new HashMap<>();
    for (Table table : Table.values()) {
      if (lake.isThere(table)) {
        rows.put(table.tableName(), lake.readAsStored(table));
      }
    }
    Dataset<Row> runs = runs();
    for (LayoutStep step : LayoutStep.from(from)) {
      rows = step.apply(lake.spark(), rows, runs);
    }
    return rows;
  }

  /** The runs of the lake as their records have them. */
  private Dataset<Row> runs() {
    RunFiles files = new RunFiles(lake.root());
    List<Row> runs =
        files.runIds().stream()
            .flatMap(run -> files.run(run).stream())
            .map(run -> RowFactory.create(run.runId(), run.token(), run.catalogHash()))
            .toList();
    return lake.spark().createDataFrame(runs, LayoutStep.RUNS);
  }

  /** Puts them in the place of the lake's tables; each once, however often it is tried. */
  void takePlace() {
    InParallel.run(
        changes.stream()
            .<Runnable>map(
                change ->
                    () -> {
                      Failpoint.reach("upgrade:" + change.table());
                      lake.become(
                          table(change),
                          folder(change),
                          change.how() == TableChange.How.ROWS,
                          WriteKey.of(id));
                    })
            .toList());
  }

  /** Whether one of them has taken its place. */
  boolean hasAnyTakenPlace() {
    return changes.stream().anyMatch(this::hasTakenPlace);
  }

  /** Tables of the lake that are neither as they were when these were made nor one of these. */
  List<String> changedSince(Map<String, Long> versions) {
    return changes.stream()
        .filter(change -> !hasTakenPlace(change))
        .filter(change -> log(change).newest() != versions.getOrDefault(change.table(), -2L))
        .map(TableChange::table)
        .toList();
  }

  private boolean hasTakenPlace(TableChange change) {
    return lake.hasWritten(table(change), WriteKey.of(id));
  }

  /** Removes what this or another upgrade has prepared. */
  static void removeAll(Lake lake) {
    Path staging = lake.root().resolve("_staging");
    if (!Files.isDirectory(staging)) {
      return;
    }
    try (Stream<Path> folders = Files.list(staging)) {
      folders
          .filter(folder -> folder.getFileName().toString().startsWith(FOLDER))
          .toList()
          .forEach(Directories::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + staging, e);
    }
  }

  private boolean isThere(TableChange change) {
    return lake.isThere(table(change));
  }

  private TableLog log(TableChange change) {
    return new TableLog(lake.path(table(change)));
  }

  private Path folder(TableChange change) {
    return lake.root().resolve("_staging").resolve(FOLDER + id).resolve(change.table());
  }

  private static Table table(TableChange change) {
    return Table.named(change.table());
  }
}
