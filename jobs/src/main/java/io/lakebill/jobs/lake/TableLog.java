package io.lakebill.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;

/**
 * The commits of a table as its folder has them, read without Spark: looking at all tables of a
 * lake takes milliseconds. Delta removes commits after a month or more; where one is missing that
 * is needed, Delta itself can be asked.
 */
public final class TableLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  private final Path table;

  /** The commits of the table in a folder. */
  public TableLog(Path table) {
    this.table = table;
  }

  /** The newest version; -1 where there is no table. */
  public long newest() {
    if (!Files.isDirectory(log())) {
      return -1;
    }
    try (Stream<Path> entries = Files.list(log())) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> COMMIT.matcher(name).matches())
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
          .max()
          .orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + log(), e);
    }
  }

  /** What stands for the commit of a version; empty where it is not there any more. */
  public Optional<String> commit(long version) {
    return Optional.of(file(version)).filter(Files::exists).map(ContentHash::of);
  }

  /**
   * The files of a version and the bytes that each has, from those of an earlier one.
   *
   * @param after the earlier version; -1 for none, which has no files
   * @return empty if a commit between them is not there any more
   */
  public Optional<SortedMap<String, Long>> files(
      long version, long after, Map<String, Long> earlier) {
    if (!LongStream.rangeClosed(after + 1, version).mapToObj(this::file).allMatch(Files::exists)) {
      return Optional.empty();
    }
    SortedMap<String, Long> files = new TreeMap<>(earlier);
    LongStream.rangeClosed(after + 1, version).forEach(commit -> apply(file(commit), files));
    return Optional.of(files);
  }

  /** The same for the newest version, as Delta knows it. */
  public SortedMap<String, Long> files(SparkSession spark) {
    Snapshot now = DeltaLog.forTableWithSnapshot(spark, table.toString())._2();
    SortedMap<String, Long> files = new TreeMap<>();
    for (AddFile file : KnownFiles.of(now).orElseGet(() -> now.allFiles().collectAsList())) {
      files.put(path(file.path()), file.size());
    }
    return files;
  }

  /** The columns of the newest version, as Delta knows them; empty where there is no table. */
  public Optional<StructType> columns(SparkSession spark) {
    Snapshot now = DeltaLog.forTableWithSnapshot(spark, table.toString())._2();
    return now.version() < 0 ? Optional.empty() : Optional.of(now.schema());
  }

  private static void apply(Path commit, SortedMap<String, Long> files) {
    try (Stream<String> lines = Files.lines(commit)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode action = JSON.readTree(line);
        if (action.has("remove")) {
          files.remove(path(action.at("/remove/path").asText()));
        } else if (action.has("add")) {
          files.put(path(action.at("/add/path").asText()), action.at("/add/size").asLong());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + commit, e);
    }
  }

  /** Paths stand in a log as parts of a URI. */
  private static String path(String inLog) {
    return URI.create(inLog).getPath();
  }

  private Path log() {
    return table.resolve("_delta_log");
  }

  private Path file(long version) {
    return log().resolve("%020d.json".formatted(version));
  }
}
