package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.immutable.Map$;

/**
 * Parquet files of several frames, written side by side by the same tasks. A task that fails leaves
 * files behind that nobody names.
 */
public final class StagedFrames implements Serializable {

  private static final long serialVersionUID = 1;

  /** So few that the rows of some subjects are found without reading many others. */
  private static final int ROWS_OF_A_PAGE = 5_000;

  /** A file that is open takes memory; what is of further dates goes into one together. */
  private static final int MOST_DATES = 40;

  private final String directory;

  @SuppressWarnings("serial") // What it is made of can be written.
  private final Map<String, Format> formats;

  /** How the files of a frame are written. */
  private record Format(
      OutputWriterFactory writers, SerializableConfiguration settings, StructType columns)
      implements Serializable {}

  private StagedFrames(String directory, Map<String, Format> formats) {
    this.directory = directory;
    this.formats = formats;
  }

  /**
   * Writes them.
   *
   * @param directory where tasks write
   * @param frames the columns of each frame, by name; a row has these and no more
   * @param dates columns of dates, by the frames whose files are to be of one date each
   * @param shares each made into rows by a task
   */
  public static <T> List<Done> write(
      SparkSession spark,
      Path directory,
      Map<String, StructType> frames,
      Map<String, String> dates,
      JavaRDD<T> shares,
      FrameTask<T> task) {
    StagedFrames writing = of(spark, directory, frames);
    Map<String, Integer> parting = parting(frames, dates);
    return shares
        .map(
            share -> {
              try (Attempt attempt = writing.new Attempt(parting)) {
                long counted = task.run(share, attempt);
                return new Done(counted, attempt.complete());
              }
            })
        .collect();
  }

  /**
   * The same of one share with few rows, here and now.
   *
   * @param dates columns of dates, by the frames whose files are to be of one date each
   */
  public static <T> Done writeHere(
      SparkSession spark,
      Path directory,
      Map<String, StructType> frames,
      Map<String, String> dates,
      T share,
      FrameTask<T> task) {
    try (Attempt attempt = of(spark, directory, frames).new Attempt(parting(frames, dates))) {
      long counted = task.run(share, attempt);
      return new Done(counted, attempt.complete());
    }
  }

  private static Map<String, Integer> parting(
      Map<String, StructType> frames, Map<String, String> dates) {
    Map<String, Integer> parting = new TreeMap<>();
    dates.forEach((name, column) -> parting.put(name, frames.get(name).fieldIndex(column)));
    return parting;
  }

  private static StagedFrames of(
      SparkSession spark, Path directory, Map<String, StructType> frames) {
    Map<String, Format> formats = new TreeMap<>();
    frames.forEach((name, columns) -> formats.put(name, format(spark, columns)));
    return new StagedFrames(directory.toString(), formats);
  }

  private static Format format(SparkSession spark, StructType columns) {
    try {
      Job job =
          Job.getInstance(
              ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().newHadoopConf());
      // Whether a column has nulls is told only beside a least and a greatest text of some length.
      job.getConfiguration().setInt(ParquetOutputFormat.STATISTICS_TRUNCATE_LENGTH, 64);
      job.getConfiguration().setInt(ParquetOutputFormat.PAGE_ROW_COUNT_LIMIT, ROWS_OF_A_PAGE);
      OutputWriterFactory writers =
          new ParquetFileFormat().prepareWrite(spark, job, Map$.MODULE$.empty(), columns);
      return new Format(writers, new SerializableConfiguration(job.getConfiguration()), columns);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare to stage " + columns.simpleString(), e);
    }
  }

  /** A file that a task completed. */
  public record Written(String frame, String file, long rows) implements Serializable {}

  /** What a task counted, and the files that it completed. */
  public record Done(long counted, List<Written> files) implements Serializable {

    /** Those of a frame. */
    public static List<Written> files(List<Done> tasks, String frame) {
      return tasks.stream()
          .flatMap(task -> task.files().stream())
          .filter(file -> file.frame().equals(frame))
          .toList();
    }
  }

  /** The files of one attempt at a task. */
  private final class Attempt implements FrameRows, AutoCloseable {

    private final Map<String, Integer> dates;
    private final Map<Share, Open> open = new LinkedHashMap<>();

    Attempt(Map<String, Integer> dates) {
      this.dates = dates;
    }

    /** What goes into one file: rows of a frame and, where it matters, of one day. */
    private record Share(String frame, Integer day) {}

    /** A file that rows are written to. */
    private static final class Open {
      private final OutputWriter writer;
      private long rows;

      Open(OutputWriter writer) {
        this.writer = writer;
      }
    }

    @Override
    public void add(String frame, InternalRow row) {
      Integer date = dates.isEmpty() ? null : dates.get(frame);
      Share share = new Share(frame, date == null || row.isNullAt(date) ? null : row.getInt(date));
      Open file = open.get(share);
      if (file == null && open.size() >= MOST_DATES) {
        share = new Share(frame, null);
        file = open.get(share);
      }
      if (file == null) {
        file = new Open(writer(formats.get(frame)));
        open.put(share, file);
      }
      file.writer.write(row);
      file.rows++;
    }

    private OutputWriter writer(Format format) {
      return format
          .writers()
          .newInstance(
              "%s/%s.parquet".formatted(directory, UUID.randomUUID()),
              format.columns(),
              new TaskAttemptContextImpl(format.settings().value(), new TaskAttemptID()));
    }

    /** Completes the files. */
    List<Written> complete() {
      List<Written> written = new ArrayList<>();
      open.forEach(
          (share, file) -> {
            file.writer.close();
            written.add(new Written(share.frame(), file.writer.path(), file.rows));
          });
      open.clear();
      return written;
    }

    @Override
    public void close() {
      open.values().forEach(file -> file.writer.close());
    }
  }
}
