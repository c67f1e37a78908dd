package io.lakebill.jobs.lake;

import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One lake: a directory with a Delta table per {@link Table}. A table is made on first use, and one
 * whose stored columns differ from its definition is refused, so a job never runs against a table
 * it was not written for.
 */
public final class Lake {

  private final SparkSession spark;
  private final Path root;
  private final boolean isReadOnly;
  private final Set<Table> verified = ConcurrentHashMap.newKeySet();
  private final TableStates states;

  private Lake(SparkSession spark, Path root, boolean isReadOnly) {
    this.spark = spark;
    this.root = root;
    this.isReadOnly = isReadOnly;
    this.states = new TableStates(spark, root);
  }

  /** Opens the lake at a directory, making the directory when there is none. */
  public static Lake open(SparkSession spark, Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    requireWritable(root);
    return new Lake(spark, root, false);
  }

  /** Opens a lake to look at: nothing is written, and a table that is not there yet is empty. */
  public static Lake openToRead(SparkSession spark, Path directory) {
    return new Lake(spark, directory.toAbsolutePath().normalize(), true);
  }

  /** Makes the directory when there is none; refuses one that cannot be written to. */
  public static void requireWritable(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UnusableLakeException(
          "cannot make the lake directory " + root + ": " + reason(e), e);
    }
    if (!Files.isWritable(root)) {
      throw new UnusableLakeException("the lake directory " + root + " is not writable", null);
    }
  }

  /** The session that reads and writes this lake. */
  public SparkSession spark() {
    return spark;
  }

  /** The directory everything of this lake lives under. */
  public Path root() {
    return root;
  }

  /** The folder of a table. */
  public Path path(Table table) {
    return root.resolve(table.tableName());
  }

  /** The table as it is now. */
  public Dataset<Row> read(Table table) {
    if (isReadOnly && !isThere(table)) {
      return spark.createDataFrame(List.of(), schema(table));
    }
    verify(table);
    Snapshot now = states.now(table);
    return states
        .atHand(table, now)
        .orElseGet(
            () ->
                KnownFiles.readable(now, path(table))
                    .map(files -> readFiles(files, now.schema()))
                    .orElseGet(() -> spark.read().format("delta").load(location(table))));
  }

  /** The table as it was at a version. */
  public Dataset<Row> read(Table table, long version) {
    if (isReadOnly && !isThere(table)) {
      return read(table);
    }
    // A look back reads the log again; the present is at hand.
    return version(table) == version
        ? read(table)
        : states
            .atHand(table, states.at(table, version))
            .orElseGet(
                () ->
                    spark
                        .read()
                        .format("delta")
                        .option("versionAsOf", version)
                        .load(location(table)));
  }

  /** Makes the tables that are not there yet, which takes a new lake's first run a while. */
  public void makeTables() {
    InParallel.run(
        Arrays.stream(Table.values()).<Runnable>map(table -> () -> verify(table)).toList());
  }

  /** The newest version of the table. */
  public long version(Table table) {
    verify(table);
    return states.now(table).version();
  }

  /** Adds rows; repeating a write with the same key does nothing. */
  public void append(Table table, Dataset<Row> rows, WriteKey key) {
    write(table, rows, "append", key, Optional.empty());
  }

  /** Puts rows in the place of all rows; repeating a write with the same key does nothing. */
  public void replace(Table table, Dataset<Row> rows, WriteKey key) {
    write(table, rows, "overwrite", key, Optional.empty());
  }

  /**
   * Adds or, with {@code isReplacing}, exchanges the rows of a table without partitions for those
   * of Parquet files in its columns, which no query reads again; repeating it with the same key
   * does nothing.
   *
   * @throws UnusableLakeException if a file lacks a value that the table requires
   */
  public void take(Table table, List<Path> files, boolean isReplacing, WriteKey key) {
    verify(table);
    SaveMode mode = isReplacing ? SaveMode.Overwrite : SaveMode.Append;
    Failpoint.reach("commit:" + table.tableName());
    FileCommit.make(spark, path(table), filled(table, files, Optional.empty()), mode, key);
    Failpoint.reach("committed:" + table.tableName());
  }

  /** The files that hold the rows of a table without partitions, as it is now. */
  public Set<Path> files(Table table) {
    verify(table);
    return states.now(table).allFiles().collectAsList().stream()
        .map(file -> path(table).resolve(file.path()))
        .collect(Collectors.toSet());
  }

  /**
   * The files that hold the rows of a table as it was at a version, in the order of their names.
   */
  public List<Path> files(Table table, long version) {
    verify(table);
    Snapshot wanted = states.at(table, version);
    return KnownFiles.of(wanted).orElseGet(() -> wanted.allFiles().collectAsList()).stream()
        .map(file -> path(table).resolve(URI.create(file.path()).getPath()))
        .sorted()
        .toList();
  }

  /**
   * Exchanges files of a table without partitions for others, which have the same rows to everybody
   * who asks what is new; repeating it with the same key does nothing.
   *
   * @param files Parquet by the files whose place they take
   */
  public void exchange(Table table, Map<Path, Path> files, WriteKey key) {
    verify(table);
    Map<String, Path> byName = new LinkedHashMap<>();
    files.forEach((file, other) -> byName.put(file.getFileName().toString(), other));
    Failpoint.reach("commit:" + table.tableName());
    FileCommit.exchange(spark, path(table), byName, key);
    Failpoint.reach("committed:" + table.tableName());
  }

  /** The table as it is now, whatever columns it has. */
  public Dataset<Row> readAsStored(Table table) {
    return spark.read().format("delta").load(location(table));
  }

  /**
   * Makes an empty table of today's columns in another folder.
   *
   * @param rows that it gets, in files of one value of the column that partitions it; empty for
   *     none
   */
  public void prepare(Table table, Path folder, Optional<Dataset<Row>> rows) {
    spark.sql(table.ddl(folder.toString()));
    Snapshot made = DeltaLog.forTableWithSnapshot(spark, folder.toString())._2();
    Column[] partitions =
        CollectionConverters.asJava(made.metadata().partitionColumns()).stream()
            .map(functions::col)
            .toArray(Column[]::new);
    rows.map(all -> conform(table, all))
        .map(all -> partitions.length == 0 ? all : all.repartition(partitions))
        .ifPresent(all -> all.write().format("delta").mode("append").save(folder.toString()));
  }

  /**
   * Gives a table, whatever columns it has, those of one that was prepared, and with {@code
   * isWithRows} its rows in the place of all; repeating it with the same key does nothing.
   */
  public void become(Table table, Path prepared, boolean isWithRows, WriteKey key) {
    Failpoint.reach("commit:" + table.tableName());
    FileCommit.become(spark, path(table), prepared, isWithRows, key);
    Failpoint.reach("committed:" + table.tableName());
  }

  /** Whether the write of a key took place. */
  public boolean hasWritten(Table table, WriteKey key) {
    return isThere(table) && FileCommit.isMade(spark, path(table), key);
  }

  /** The rows of some files of a table, whether or not they are in it. */
  public Dataset<Row> read(Table table, Collection<Path> files) {
    return readFiles(files.stream().map(Path::toString).toList(), states.now(table).schema());
  }

  /**
   * The same for a table that dates partition, and for the rows of some of these dates; but only
   * where each file is of one date, else nothing is done.
   *
   * @param column the dates
   * @return whether it is done
   */
  public boolean takeDates(
      Table table, String column, List<Path> files, List<LocalDate> dates, WriteKey key) {
    verify(table);
    List<TableFile> filled = filled(table, files, Optional.of(column));
    if (!filled.stream().allMatch(file -> file.dates().filter(dates::contains).isPresent())) {
      return false;
    }
    Failpoint.reach("commit:" + table.tableName());
    FileCommit.makeDates(spark, path(table), filled, new FileCommit.Dates(column, dates), key);
    Failpoint.reach("committed:" + table.tableName());
    return true;
  }

  private List<TableFile> filled(Table table, List<Path> files, Optional<String> partition) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Snapshot now = states.now(table);
    StructType indexed = KnownFiles.isIndexed(now) ? now.schema() : new StructType();
    return files.stream()
        .map(file -> TableFile.of(file, now.schema(), indexed, partition, hadoop))
        .filter(file -> file.rows() > 0)
        .toList();
  }

  /** Puts rows in the place of those that the predicate selects, and leaves the others alone. */
  public void replaceWhere(Table table, Dataset<Row> rows, String predicate, WriteKey key) {
    write(table, rows, "overwrite", key, Optional.of(predicate));
  }

  /** Removes the rows that the predicate selects. */
  public void deleteWhere(Table table, String predicate) {
    verify(table);
    spark.sql("DELETE FROM " + quoted(table) + " WHERE " + predicate);
  }

  /** Takes the table back to an earlier version, as a new version. */
  public void restore(Table table, long version) {
    if (version(table) != version && !FileRestore.make(spark, path(table), version)) {
      spark.sql("RESTORE TABLE " + quoted(table) + " TO VERSION AS OF " + version);
    }
  }

  /** The rows with the columns of the table: its names, order and types. */
  public Dataset<Row> conform(Table table, Dataset<Row> rows) {
    return rows.select(columns(table));
  }

  /** The columns of the table, out of rows that have columns of these names. */
  public Column[] columns(Table table) {
    return Arrays.stream(schema(table).fields())
        .map(field -> functions.col(field.name()).cast(field.dataType()).as(field.name()))
        .toArray(Column[]::new);
  }

  /** The columns of a table as its definition has them. */
  public StructType schema(Table table) {
    String ddl = table.ddl(location(table));
    int start = ddl.indexOf("` (", ddl.indexOf("delta.`")) + 3;
    String columns = ddl.substring(start, ddl.indexOf("\n)\nUSING DELTA", start));
    return StructType.fromDDL(columns);
  }

  /**
   * The same for files that a table takes: where a value is missing that it requires, the file says
   * so, and is refused when the table takes it. Who stages rows for a publication makes sure before
   * that none is.
   */
  public StructType nullable(Table table) {
    StructType nullable = new StructType();
    for (StructField field : schema(table).fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    return nullable;
  }

  private void write(
      Table table, Dataset<Row> rows, String mode, WriteKey key, Optional<String> replaceWhere) {
    verify(table);
    Dataset<Row> conformed = conform(table, rows);
    Optional<List<InternalRow>> few =
        replaceWhere.isEmpty() ? SmallFrames.rows(conformed) : Optional.empty();
    if (few.isPresent()) {
      List<Path> files = FewRows.write(spark, path(table), schema(table), few.get());
      take(table, files, mode.equals("overwrite"), key);
      return;
    }
    var writer =
        conformed
            .write()
            .format("delta")
            .mode(mode)
            .option("txnAppId", key.application())
            .option("txnVersion", key.version());
    replaceWhere.ifPresent(predicate -> writer.option("replaceWhere", predicate));
    Failpoint.reach("commit:" + table.tableName());
    writer.save(location(table));
    Failpoint.reach("committed:" + table.tableName());
  }

  private void verify(Table table) {
    if (verified.contains(table)) {
      return;
    }
    if (!isThere(table)) {
      Directories.delete(states.log(table));
      spark.sql(table.ddl(location(table)));
    }
    StructType stored = states.now(table).schema();
    String is = describe(stored);
    String shouldBe = describe(schema(table));
    if (!is.equals(shouldBe)) {
      throw new UnusableLakeException(
          "table %s in %s has drifted: it has the columns (%s), this version of Lakebill needs (%s)"
              .formatted(table.tableName(), root, is, shouldBe),
          null);
    }
    verified.add(table);
  }

  private Dataset<Row> readFiles(List<String> files, StructType schema) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), schema)
        : spark.read().schema(schema).parquet(NamedFiles.patterns(files));
  }

  /**
   * Whether there is the table, whatever columns it has. A log without a version is what a process
   * leaves that died while it made the table.
   */
  public boolean isThere(Table table) {
    return Files.isDirectory(states.log(table)) && states.now(table).version() >= 0;
  }

  private String quoted(Table table) {
    return "delta.`" + location(table).replace("`", "``") + "`";
  }

  private String location(Table table) {
    return path(table).toString();
  }

  private static String describe(StructType schema) {
    return Arrays.stream(schema.fields()).map(Lake::describe).collect(Collectors.joining(", "));
  }

  private static String describe(StructField field) {
    return field.name() + " " + field.dataType().simpleString();
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
