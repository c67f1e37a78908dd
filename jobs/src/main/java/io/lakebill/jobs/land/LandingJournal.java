package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.FrameTask;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.NamedFiles;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.lake.StagedFrames;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Remembers on disk that a landing is under way, so that the next one can undo what a process that
 * died has left. Only rows of a landing that {@code landings} lists count.
 */
final class LandingJournal {

  private final Lake lake;
  private final Path underWay;

  LandingJournal(Lake lake) {
    this.lake = lake;
    this.underWay = lake.root().resolve("_staging").resolve("landing");
  }

  /** Removes the rows of a landing that never ended. */
  void undoUnfinished() {
    if (!Files.isDirectory(underWay)) {
      return;
    }
    long last = lastLanding();
    for (Table table : List.of(Table.REJECTED_EVENTS, Table.EVENTS, Table.WITHDRAWN_EVENTS)) {
      lake.deleteWhere(table, "landing > " + last);
    }
    end();
  }

  /** Starts a landing and gives its number. */
  long begin() {
    try {
      Files.createDirectories(underWay);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + underWay, e);
    }
    return lastLanding() + 1;
  }

  /** Keeps rows of the landing under a name, so that they are computed once. */
  Dataset<Row> stage(String name, Dataset<Row> rows) {
    Optional<List<InternalRow>> few = SmallFrames.rows(rows);
    if (few.isPresent()) {
      return SmallFrames.frame(lake.spark(), few.get(), rows.schema());
    }
    String staged = underWay.resolve(name).toString();
    rows.write().mode("overwrite").parquet(staged);
    return lake.spark().read().schema(rows.schema()).parquet(NamedFiles.pattern(staged));
  }

  /**
   * Keeps several frames of the landing, made in one go.
   *
   * @param frames the columns of each, by name
   * @param shares each made into rows by a task
   */
  <T> Staged stage(
      String name, Map<String, StructType> frames, JavaRDD<T> shares, FrameTask<T> task) {
    Path directory = underWay.resolve(name);
    Directories.delete(directory);
    return new Staged(
        lake.spark(), StagedFrames.write(lake.spark(), directory, frames, Map.of(), shares, task));
  }

  /** Frames that were kept, and what their tasks counted. */
  record Staged(SparkSession spark, List<StagedFrames.Done> tasks) {

    /** What all tasks counted. */
    long counted() {
      return tasks.stream().mapToLong(StagedFrames.Done::counted).sum();
    }

    /** How many rows a frame has. */
    long rows(String frame) {
      return StagedFrames.Done.files(tasks, frame).stream()
          .mapToLong(StagedFrames.Written::rows)
          .sum();
    }

    /** The files of a frame. */
    List<Path> files(String frame) {
      return StagedFrames.Done.files(tasks, frame).stream()
          .map(file -> Path.of(file.file()))
          .toList();
    }

    /** A frame as it was written. */
    Dataset<Row> read(String frame, StructType columns) {
      List<String> files = files(frame).stream().map(Path::toString).toList();
      return SmallFrames.rows(spark, files(frame), columns)
          .map(few -> SmallFrames.frame(spark, few, columns))
          .orElseGet(
              () ->
                  files.isEmpty()
                      ? spark.createDataFrame(List.of(), columns)
                      : spark.read().schema(columns).parquet(NamedFiles.patterns(files)));
    }
  }

  /** Ends the landing: what it wrote counts. */
  void end() {
    Directories.delete(underWay);
  }

  private long lastLanding() {
    Row last = lake.read(Table.LANDINGS).agg(functions.max("landing")).first();
    return last.isNullAt(0) ? 0 : last.getLong(0);
  }
}
