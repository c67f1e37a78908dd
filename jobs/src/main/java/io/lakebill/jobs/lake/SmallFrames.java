package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.internal.LegacyBehaviorPolicy;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Files with so few rows that they are read where they are asked for, once, and are at hand from
 * then on: a query over them costs more to plan and to start than its rows do (decision 39).
 */
public final class SmallFrames {

  /** Files of more bytes are left to Spark, whatever rows they have. */
  static final long MOST_BYTES = 256 << 10;

  /** A setting of the session: of how many rows a table may be to be at hand; 0 for none. */
  public static final String MOST_ROWS = "spark.lakebill.rowsAtHand";

  private static final String USUALLY = "500";

  private static final RebaseDateTime.RebaseSpec AS_WRITTEN =
      new RebaseDateTime.RebaseSpec(LegacyBehaviorPolicy.CORRECTED(), Option.empty());

  private SmallFrames() {}

  /** The rows of a frame that are at hand once it is planned; they do not change. */
  public static Optional<List<InternalRow>> rows(Dataset<Row> frame) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) frame).queryExecution().optimizedPlan()
            instanceof LocalRelation local
        ? Optional.of(CollectionConverters.asJava(local.data()))
        : Optional.empty();
  }

  /** A frame of rows that are at hand; as in files, any value may be missing. */
  public static Dataset<Row> frame(SparkSession spark, List<InternalRow> rows, StructType columns) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        new LocalRelation(
            SmallQueries.seq(List.<Attribute>copyOf(attributes(columns.asNullable()))),
            SmallQueries.seq(rows),
            false,
            Option.empty()));
  }

  private static List<AttributeReference> attributes(StructType columns) {
    return CollectionConverters.asJava(DataTypeUtils.toAttributes(columns));
  }

  /** The rows of files, with these columns; empty where there are too many. */
  public static Optional<List<InternalRow>> rows(
      SparkSession spark, List<Path> files, StructType columns) {
    return ofParts(spark, files.stream().map(file -> new Part(file, Map.of())).toList(), columns);
  }

  /**
   * A file of a table.
   *
   * @param dates the days that it is known to be of, by the column's number
   */
  record Part(Path file, Map<Integer, Integer> dates) {}

  /** So many rows of a file or table may be at hand. */
  static int mostRows(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(MOST_ROWS, USUALLY));
  }

  /** The same of files of a table that dates partition. */
  static Optional<List<InternalRow>> ofParts(
      SparkSession spark, List<Part> files, StructType columns) {
    int most = mostRows(spark);
    if (most == 0 || bytes(files.stream().map(Part::file).toList()) > MOST_BYTES) {
      return Optional.empty();
    }
    Configuration settings = settings(spark, columns);
    List<InternalRow> rows = new ArrayList<>();
    for (Part part : files) {
      int before = rows.size();
      if (!add(part.file(), settings, rows, most)) {
        return Optional.empty();
      }
      rows.subList(before, rows.size())
          .forEach(row -> part.dates().forEach((column, day) -> row.update(column, day)));
    }
    return Optional.of(rows);
  }

  private static boolean add(Path file, Configuration settings, List<InternalRow> rows, int most) {
    try (ParquetReader<InternalRow> reader = new Reader(file, settings).build()) {
      for (InternalRow row = reader.read(); row != null; row = reader.read()) {
        if (rows.size() == most) {
          return false;
        }
        rows.add(row.copy());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Reads rows as Spark keeps them. A file that brings no settings with it has Hadoop's own parsed
   * again, which took a tenth of a small night.
   */
  private static final class Reader extends ParquetReader.Builder<InternalRow> {

    Reader(Path file, Configuration settings) throws IOException {
      super(HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), settings));
    }

    @Override
    protected ReadSupport<InternalRow> getReadSupport() {
      return new ParquetReadSupport(Option.empty(), false, AS_WRITTEN, AS_WRITTEN);
    }
  }

  private static Configuration settings(SparkSession spark, StructType columns) {
    Configuration settings = new Configuration(spark.sparkContext().hadoopConfiguration());
    settings.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), columns.json());
    settings.set("spark.sql.session.timeZone", "UTC");
    settings.setBoolean("spark.sql.caseSensitive", false);
    settings.setBoolean("spark.sql.parquet.binaryAsString", false);
    settings.setBoolean("spark.sql.parquet.int96AsTimestamp", true);
    settings.setBoolean("spark.sql.parquet.inferTimestampNTZ.enabled", true);
    settings.setBoolean("spark.sql.legacy.parquet.nanosAsLong", false);
    settings.setBoolean("spark.sql.optimizer.nestedSchemaPruning.enabled", true);
    return settings;
  }

  private static long bytes(List<Path> files) {
    try {
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      // Who reads them says what is wrong.
      return Long.MAX_VALUE;
    }
  }
}
