package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.FrameTask;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.NamedFiles;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.lake.StagedFrames;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a run's jobs have made and nobody else sees yet: Parquet under {@code _staging/<run>}. A job
 * that runs again replaces what it staged.
 */
public final class Staging {

  private static final String SUCCESS = "_SUCCESS";

  private static final String FILES = "files";

  private final Lake lake;
  private final Path directory;
  private final StagedHashes hashes;
  private final Map<String, Optional<List<InternalRow>>> small = new ConcurrentHashMap<>();

  Staging(Lake lake, Path directory, StagedHashes hashes) {
    this.lake = lake;
    this.directory = directory;
    this.hashes = hashes;
  }

  /** Stages the future rows of a table and gives them back as stored. */
  public Dataset<Row> write(Table table, Dataset<Row> rows) {
    return write(table.tableName(), lake.conform(table, rows));
  }

  /**
   * Stages the future rows of some date partitions of a table, in files of one date each: so the
   * table takes them as they are.
   */
  public Dataset<Row> write(Table table, Dataset<Row> rows, List<LocalDate> partitions) {
    writePartitions(table, partitions);
    Dataset<Row> conformed = lake.conform(table, rows);
    String name = table.tableName();
    Optional<List<InternalRow>> few = SmallFrames.rows(conformed);
    if (few.isPresent()) {
      return write(name, few.get(), conformed.schema());
    }
    write(
        Map.of(name, conformed.schema()),
        InternalRows.of(conformed).mapPartitions(part -> List.of(part).iterator()),
        (part, frame) -> {
          long count = 0;
          while (part.hasNext()) {
            frame.add(name, part.next());
            count++;
          }
          return count;
        });
    return read(name);
  }

  /** Stages a frame as the future rows of some date partitions of a table; its files are shared. */
  public void share(String staged, Table table, List<LocalDate> partitions) {
    writePartitions(table, partitions);
    share(staged, table);
  }

  /** Stages a frame, which has the columns of a table, as its future rows; its files are shared. */
  public void share(String staged, Table table) {
    share(staged, table.tableName());
  }

  /** Stages a frame, which has the columns of a table, as rows that are added to it. */
  public void shareAdded(String staged, Table table) {
    share(staged, addedName(table));
  }

  private void share(String staged, String name) {
    Path target = directory.resolve(name);
    Directories.delete(target);
    small.remove(name);
    Optional.ofNullable(small.get(staged)).ifPresent(rows -> small.put(name, rows));
    try {
      Files.createDirectories(target);
      for (Path file : files(staged)) {
        Directories.share(file, target.resolve(file.getFileName()));
      }
      RunFiles.write(schemaFile(name), RunFiles.read(schemaFile(staged), String.class));
      RunFiles.write(rowsFile(name), rows(staged));
      hashes.put(name, stagedFiles(name));
      Files.createFile(target.resolve(SUCCESS));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stage " + staged + " as " + name, e);
    }
  }

  /** The name under which rows that are added to a table are staged. */
  public static String addedName(Table table) {
    return "added_" + table.tableName();
  }

  /** Whether there are rows to add to a table. */
  boolean hasAdded(Table table) {
    return has(addedName(table)) && rows(addedName(table)) > 0;
  }

  /** The Parquet files that hold rows to add to a table. */
  List<Path> addedFiles(Table table) {
    return files(addedName(table));
  }

  /** Stages a frame that later jobs of the run read. */
  public Dataset<Row> write(String name, Dataset<Row> rows) {
    Optional<List<InternalRow>> few = SmallFrames.rows(rows);
    if (few.isPresent()) {
      return write(name, few.get(), rows.schema());
    }
    small.remove(name);
    RunFiles.write(schemaFile(name), rows.schema().json());
    Observation observation = new Observation();
    rows.observe(observation, functions.count(functions.lit(1)).as("rows"))
        .write()
        .mode("overwrite")
        .parquet(path(name));
    RunFiles.write(rowsFile(name), counted(observation));
    hashes.put(name, stagedFiles(name));
    return read(name);
  }

  /** Few rows are written here, and are at hand from now on. */
  private Dataset<Row> write(String name, List<InternalRow> rows, StructType columns) {
    writeHere(
        Map.of(name, columns),
        rows,
        (all, frame) -> {
          all.forEach(row -> frame.add(name, row));
          return all.size();
        });
    small.put(name, Optional.of(rows));
    return read(name);
  }

  /**
   * Stages several frames in one go; a frame without rows has no files.
   *
   * @param frames the columns of each, by name
   * @param shares each made into rows by a task
   * @return what each task counted
   */
  public <T> List<Long> write(
      Map<String, StructType> frames, JavaRDD<T> shares, FrameTask<T> task) {
    Path making = directory.resolve("making-" + UUID.randomUUID());
    Map<String, String> dates = PublishRun.dates(frames.keySet());
    return keep(
        frames, making, StagedFrames.write(lake.spark(), making, frames, dates, shares, task));
  }

  /** The same of one share whose rows are at hand, without Spark. */
  public <T> long writeHere(Map<String, StructType> frames, T share, FrameTask<T> task) {
    Path making = directory.resolve("making-" + UUID.randomUUID());
    return keep(
            frames,
            making,
            List.of(
                StagedFrames.writeHere(
                    lake.spark(), making, frames, PublishRun.dates(frames.keySet()), share, task)))
        .get(0);
  }

  /** The name under which rows of a table are staged that are not billed for good. */
  public static String openName(Table table) {
    return "open_" + table.tableName();
  }

  private List<Long> keep(
      Map<String, StructType> frames, Path making, List<StagedFrames.Done> done) {
    frames.forEach((name, columns) -> keep(name, columns, StagedFrames.Done.files(done, name)));
    Directories.delete(making);
    return done.stream().map(StagedFrames.Done::counted).toList();
  }

  private void keep(String name, StructType columns, List<StagedFrames.Written> files) {
    small.remove(name);
    Path target = directory.resolve(name);
    Directories.delete(target);
    try {
      Files.createDirectories(target);
      for (int i = 0; i < files.size(); i++) {
        Path file = Path.of(files.get(i).file());
        Files.move(file, target.resolve("part-%05d-%s".formatted(i, file.getFileName())));
      }
      RunFiles.write(schemaFile(name), columns.json());
      RunFiles.write(rowsFile(name), files.stream().mapToLong(StagedFrames.Written::rows).sum());
      hashes.put(name, stagedFiles(name));
      Files.createFile(target.resolve(SUCCESS));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stage " + name, e);
    }
  }

  private static Object counted(Observation observation) {
    try {
      return observation.getAsJava().get("rows");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while staging", e);
    }
  }

  /** How many rows were staged under a name, counted while they were written. */
  public long rows(String name) {
    requireAsStaged(name);
    return RunFiles.read(rowsFile(name), Long.class);
  }

  /** How many rows of a table were staged. */
  public long rows(Table table) {
    return rows(table.tableName());
  }

  /** The staged rows of a table. */
  public Dataset<Row> read(Table table) {
    return read(table.tableName());
  }

  /** A staged frame. */
  public Dataset<Row> read(String name) {
    requireStaged(name);
    requireAsStaged(name);
    StructType columns = schema(name);
    return small
        .computeIfAbsent(name, any -> SmallFrames.rows(lake.spark(), parquet(name), columns))
        .map(rows -> SmallFrames.frame(lake.spark(), rows, columns))
        .orElseGet(
            () -> lake.spark().read().schema(columns).parquet(NamedFiles.pattern(path(name))));
  }

  /**
   * Refuses a run that lacks one of its tables, or some of whose rows are not as they were staged.
   */
  void requireComplete(Collection<Table> needed, Collection<Table> others) {
    needed.stream().map(Table::tableName).forEach(this::requireStaged);
    Stream.concat(needed.stream(), others.stream())
        .flatMap(table -> Stream.of(table.tableName(), addedName(table)))
        .filter(this::has)
        .forEach(this::requireAsStaged);
  }

  /** A job begins: it trusts nothing that it has not looked at itself. */
  void beginJob() {
    hashes.lookAgain();
  }

  private void requireStaged(String name) {
    if (!has(name)) {
      throw new OutOfOrderException(
          "the run has no '%s' yet: run its jobs in the order meter, rate, invoice, export, stats"
              .formatted(name));
    }
  }

  private void requireAsStaged(String name) {
    hashes.require(name, stagedFiles(name));
  }

  private List<Path> stagedFiles(String name) {
    List<Path> files = new ArrayList<>(parquet(name));
    files.addAll(List.of(rowsFile(name), schemaFile(name), partitionsFile(name)));
    return files;
  }

  /** The Parquet files that hold the staged rows of a table. */
  List<Path> files(Table table) {
    return files(table.tableName());
  }

  private List<Path> files(String name) {
    requireAsStaged(name);
    return parquet(name);
  }

  private List<Path> parquet(String name) {
    if (!Files.isDirectory(directory.resolve(name))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the staged rows of " + name, e);
    }
  }

  /** Forgets staged frames, and files with them. */
  public void remove(Set<String> names) {
    names.forEach(name -> Directories.delete(directory.resolve(name)));
    names.forEach(small::remove);
    Directories.delete(files());
  }

  /** Whether a table was staged. */
  public boolean has(Table table) {
    return has(table.tableName());
  }

  /** Stages a file that publication puts at a path under the lake. */
  public void writeFile(String path, byte[] content) {
    Path file = files().resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      hashes.put(FILES, regularFiles());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stage " + file, e);
    }
  }

  /** Puts the staged files where they belong; those already moved stay as they are. */
  void moveFiles() {
    if (!Files.isDirectory(files())) {
      return;
    }
    try {
      hashes.requireKnown(FILES, regularFiles());
      for (Path file : regularFiles()) {
        Path target = lake.root().resolve(files().relativize(file));
        Files.createDirectories(target.getParent());
        Files.move(
            file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot publish the files in " + files(), e);
    }
  }

  private List<Path> regularFiles() throws IOException {
    try (Stream<Path> staged = Files.walk(files())) {
      return staged.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The date partitions that the staged rows of a table replace. */
  public List<LocalDate> partitions(Table table) {
    requireAsStaged(table.tableName());
    return Arrays.stream(RunFiles.read(partitionsFile(table), String[].class))
        .map(LocalDate::parse)
        .toList();
  }

  private Path files() {
    return directory.resolve(FILES);
  }

  /** Whether a frame was staged. */
  public boolean has(String name) {
    return Files.exists(directory.resolve(name).resolve(SUCCESS));
  }

  private Path rowsFile(String name) {
    return directory.resolve(name + ".rows.json");
  }

  /**
   * Columns as they were written, so that reading starts no Spark job to find them in the files.
   */
  private StructType schema(String name) {
    return (StructType) DataType.fromJson(RunFiles.read(schemaFile(name), String.class));
  }

  private Path schemaFile(String name) {
    return directory.resolve(name + ".schema.json");
  }

  private void writePartitions(Table table, List<LocalDate> partitions) {
    RunFiles.write(
        partitionsFile(table), partitions.stream().map(LocalDate::toString).sorted().toList());
  }

  private Path partitionsFile(Table table) {
    return partitionsFile(table.tableName());
  }

  private Path partitionsFile(String name) {
    return directory.resolve(name + ".partitions.json");
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }
}
