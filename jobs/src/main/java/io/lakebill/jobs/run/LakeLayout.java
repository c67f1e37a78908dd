package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.LakeBusyException;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.lake.TableLog;
import io.lakebill.jobs.lake.UnusableLakeException;
import io.lakebill.schemas.table.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which {@link Layout} the tables of a lake have. {@code _runs/layout.json} says so, in one small
 * file; a lake of before there was that file is known by its columns. A lake of another layout than
 * this program's is refused, with what to do, before anything is done to it.
 */
public final class LakeLayout {

  private final Path lake;

  /** The layout of the lake at a directory. */
  public LakeLayout(Path lake) {
    this.lake = lake.toAbsolutePath().normalize();
  }

  /** The content of the file. */
  private record Mark(int layout) {}

  /**
   * Makes sure that a command may write; it holds the lake's lock. A lake that has no table yet, or
   * today's without saying so, says so from then on.
   *
   * @throws UnusableLakeException if the lake is of another layout, or an upgrade of it died
   */
  void requireToWrite() {
    if (isUpgrading()) {
      throw new UnusableLakeException(
          "an upgrade of the lake %s was begun and has not ended; run `lakebill upgrade` again, which completes it"
              .formatted(lake),
          null);
    }
    require();
    if (marked().isEmpty()) {
      mark();
    }
  }

  /**
   * Makes sure that a command may read.
   *
   * @throws LakeBusyException if an upgrade is under way
   * @throws UnusableLakeException if the lake is of another layout
   */
  public void requireToRead() {
    if (isUpgrading()) {
      throw new LakeBusyException(
          "an upgrade of the lake %s is under way; try again when it is done, or run `lakebill upgrade` again if it died"
              .formatted(lake));
    }
    require();
  }

  private void require() {
    int number = number();
    if (number != Layout.NEWEST) {
      throw new UnusableLakeException(advice(number), null);
    }
  }

  /**
   * The layout that the lake has.
   *
   * @throws UnusableLakeException if its columns are those of none
   */
  public int number() {
    return marked().orElseGet(this::found);
  }

  /**
   * Makes sure that steps lead from the lake's layout to today's.
   *
   * @throws UnusableLakeException if none do
   */
  public void requireSteps() {
    int number = number();
    if (number < Layout.OLDEST_WITH_STEPS || number > Layout.NEWEST) {
      throw new UnusableLakeException(advice(number), null);
    }
  }

  private String advice(int number) {
    String is =
        "the lake %s has tables of layout %d, and this version of Lakebill works with layout %d"
            .formatted(lake, number, Layout.NEWEST);
    if (number > Layout.NEWEST) {
      return is + ": use the version that wrote it, or a newer one";
    }
    if (number < Layout.OLDEST_WITH_STEPS) {
      return is
          + ", to which no upgrade leads from there: go on with the version that made it, or make the lake anew"
          + " from its catalog, accounts and events";
    }
    return is + ": bring it there with `lakebill upgrade --lake %s`".formatted(lake);
  }

  /** Says that the tables have today's columns. */
  void mark() {
    RunFiles.write(file(), new Mark(Layout.NEWEST));
  }

  private Optional<Integer> marked() {
    return RunFiles.readIfThere(file(), Mark.class).map(Mark::layout);
  }

  private boolean isUpgrading() {
    return Files.exists(upgrading(lake));
  }

  private Path file() {
    return lake.resolve("_runs").resolve("layout.json");
  }

  /** The file that is there while tables are upgraded. */
  static Path upgrading(Path lake) {
    return lake.resolve("_runs").resolve("upgrading.json");
  }

  /** The newest layout of which all tables are that are there; of a lake without tables today's. */
  private int found() {
    List<String> there =
        Layout.numbered(Layout.NEWEST).tables().keySet().stream().filter(this::isMade).toList();
    if (there.isEmpty()) {
      return Layout.NEWEST;
    }
    Map<String, StructType> stored = stored(there);
    return IntStream.iterate(Layout.NEWEST, number -> number >= 1, number -> number - 1)
        .filter(number -> others(Layout.numbered(number), stored).isEmpty())
        .findFirst()
        .orElseThrow(() -> new UnusableLakeException(unknown(stored), null));
  }

  private String unknown(Map<String, StructType> stored) {
    Layout newest = Layout.numbered(Layout.NEWEST);
    String table = others(newest, stored).get(0);
    return "the columns of the lake %s are those of no version of Lakebill: %s has (%s), this one needs (%s); put the whole lake back from a backup"
        .formatted(
            lake,
            table,
            describe(stored.get(table)),
            describe(StructType.fromDDL(newest.tables().get(table).ddl())));
  }

  private boolean isMade(String table) {
    return Files.isDirectory(lake.resolve(table).resolve("_delta_log"));
  }

  private Map<String, StructType> stored(List<String> tables) {
    SparkSession spark = Sessions.open();
    Map<String, StructType> stored = new ConcurrentSkipListMap<>();
    InParallel.run(
        tables.stream()
            .<Runnable>map(
                table ->
                    () ->
                        new TableLog(lake.resolve(table))
                            .columns(spark)
                            .ifPresent(columns -> stored.put(table, columns)))
            .toList());
    return stored;
  }

  /** Tables that have other columns than a layout gives them, or that it does not have. */
  private static List<String> others(Layout layout, Map<String, StructType> stored) {
    return stored.keySet().stream()
        .filter(
            table ->
                Optional.ofNullable(layout.tables().get(table))
                    .map(columns -> describe(StructType.fromDDL(columns.ddl())))
                    .filter(describe(stored.get(table))::equals)
                    .isEmpty())
        .toList();
  }

  private static String describe(StructType columns) {
    return Arrays.stream(columns.fields())
        .map(LakeLayout::describe)
        .collect(Collectors.joining(", "));
  }

  private static String describe(StructField column) {
    return column.name()
        + " "
        + column.dataType().simpleString()
        + (column.nullable() ? "" : " NOT NULL");
  }
}
