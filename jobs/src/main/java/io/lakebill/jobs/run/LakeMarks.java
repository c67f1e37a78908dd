package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.ContentHash;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.lake.TableLog;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last command that wrote left each table as, under {@code _runs/tables/}. A command that
 * is at work says so in a file beside it: if it dies, tables may be further than they were left,
 * and never behind. Looking takes no Spark.
 */
public final class LakeMarks {

  /** Tables of which a file that was written anew in its place is noticed even at equal size. */
  private static final Set<Table> LOOKED_INTO = lookedInto();

  private final Path lake;

  /** The marks of the lake at a directory. */
  public LakeMarks(Path lake) {
    this.lake = lake.toAbsolutePath().normalize();
  }

  private static Set<Table> lookedInto() {
    Set<Table> tables = EnumSet.copyOf(PublishRun.APPENDED);
    tables.add(Table.BILLING_RUNS);
    return tables;
  }

  /** What each table was left as; empty before the first command. */
  Map<Table, TableMark> left() {
    Map<Table, TableMark> left = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      left(table).ifPresent(mark -> left.put(table, mark));
    }
    return left;
  }

  Optional<TableMark> left(Table table) {
    return RunFiles.readIfThere(file(table), TableMark.class);
  }

  /** Whether a command began that never ended. */
  boolean isUnderWay() {
    return Files.exists(underWay());
  }

  /** Says that a command is at work. */
  void begin() {
    RunFiles.write(underWay(), Map.of("pid", ProcessHandle.current().pid()));
  }

  /** Says what it leaves. */
  void end() {
    for (Table table : Table.values()) {
      Optional<TableMark> before = left(table);
      Optional<TableMark> now = now(table, before);
      if (now.isPresent() && !now.equals(before)) {
        RunFiles.write(file(table), now.get());
      }
    }
    remove(underWay());
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  /** Knows nothing of a table any more; whoever ends next says what it is. */
  void forget(Table table) {
    remove(file(table));
  }

  /** What a table is now, given what it was once in the same history; empty if it is not there. */
  Optional<TableMark> now(Table table, Optional<TableMark> before) {
    TableLog log = log(table);
    long version = log.newest();
    if (version < 0 || before.filter(mark -> mark.version() == version).isPresent()) {
      return version < 0 ? Optional.empty() : before;
    }
    SortedMap<String, Long> sizes =
        log.files(
                version,
                before.map(TableMark::version).orElse(-1L),
                before.map(TableMark::sizes).orElse(Map.of()))
            .orElseGet(() -> log.files(Sessions.open()));
    SortedMap<String, FileMark> files = new TreeMap<>();
    sizes.forEach(
        (file, size) ->
            files.put(
                file,
                before
                    .map(mark -> mark.files().get(file))
                    .orElseGet(() -> new FileMark(size, hash(table, file)))));
    return Optional.of(
        new TableMark(table.tableName(), version, log.commit(version).orElseThrow(), files));
  }

  /** What stands for the files that tables have now, by table. */
  Map<String, String> contents(Collection<String> tables) {
    Map<String, String> contents = new TreeMap<>();
    for (String name : tables) {
      Table table = Table.named(name);
      now(table, left(table)).ifPresent(mark -> contents.put(name, mark.content()));
    }
    return contents;
  }

  private String hash(Table table, String file) {
    return LOOKED_INTO.contains(table) ? ContentHash.of(path(table).resolve(file)) : null;
  }

  /** The commits of a table. */
  TableLog log(Table table) {
    return new TableLog(path(table));
  }

  /** The folder of a table. */
  Path path(Table table) {
    return lake.resolve(table.tableName());
  }

  /** The lake. */
  Path root() {
    return lake;
  }

  private Path file(Table table) {
    return lake.resolve("_runs").resolve("tables").resolve(table.tableName() + ".json");
  }

  private Path underWay() {
    return lake.resolve("_runs").resolve("writing.json");
  }
}
