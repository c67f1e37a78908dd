package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Opens the files of a source in its format. A file without a mapped column is refused at once. */
final class InputFiles {

  private InputFiles() {}

  /** The rows of the files; files that look different are read apart. */
  static List<RawRows> read(SparkSession spark, Source source, List<Path> files) {
    requireFiles(files);
    return switch (source.format()) {
      case JSONL -> List.of(JsonRows.read(spark, source, texts(files)));
      case CSV -> csv(spark, source, files);
      case PARQUET -> List.of(parquet(spark, source, files));
    };
  }

  /** The file a row came from, as a column. */
  static Column fileOfRow() {
    Column uri = col("_metadata.file_path");
    // Local files come as file:///; a regular expression for each row costs as much as reading it.
    return when(uri.startsWith("file:///"), uri.substr(8, Integer.MAX_VALUE - 8))
        .otherwise(regexp_replace(uri, "^file:/+", "/"))
        .as(RawRows.FILE);
  }

  private static List<RawRows> csv(SparkSession spark, Source source, List<Path> files) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Map<List<String>, List<Path>> byHeader = new LinkedHashMap<>();
    for (Path file : files) {
      List<String> header = header(hadoop, file);
      requireColumns(source, file, header);
      byHeader.computeIfAbsent(header, columns -> new ArrayList<>()).add(file);
    }
    return byHeader.entrySet().stream()
        .map(group -> csv(spark, source, group.getKey(), texts(group.getValue())))
        .toList();
  }

  private static RawRows csv(
      SparkSession spark, Source source, List<String> header, List<String> files) {
    StructType columns = new StructType();
    for (String column : header) {
      columns = columns.add(column, "string");
    }
    List<Column> bytes =
        Stream.concat(header.stream(), Stream.of(ColumnRows.CORRUPT))
            .map(name -> col("`" + name + "`"))
            .toList();
    // A row that is too large is let go of here, before anything else is made of it.
    Column isOversized =
        bytes.stream()
            .map(column -> coalesce(length(column), lit(0)))
            .reduce(Column::plus)
            .orElseThrow()
            .gt(RowProblem.MOST_BYTES);
    Column whole = concat_ws(",", bytes.toArray(Column[]::new));
    Stream<Column> texts =
        Stream.concat(header.stream(), Stream.of(ColumnRows.CORRUPT))
            .map(name -> when(not(isOversized), Texts.fromBytes(col("`" + name + "`"))).as(name));
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .option("encoding", Texts.BYTES)
            .option("escape", "\"")
            .option("mode", "PERMISSIVE")
            .option("columnPruning", false)
            .option("columnNameOfCorruptRecord", ColumnRows.CORRUPT)
            .schema(columns.add(ColumnRows.CORRUPT, "string"))
            .csv(files.toArray(String[]::new))
            .select(
                Stream.concat(
                        texts,
                        Stream.of(when(isOversized, whole).as(ColumnRows.OVERSIZED), fileOfRow()))
                    .toArray(Column[]::new));
    return new ColumnRows(rows, columns, paths(source));
  }

  private static RawRows parquet(SparkSession spark, Source source, List<Path> files) {
    String[] paths = texts(files).toArray(String[]::new);
    Dataset<Row> rows = spark.read().option("mergeSchema", true).parquet(paths);
    StructType columns = rows.schema();
    requireColumns(source, files.get(0), Arrays.asList(columns.fieldNames()));
    return new ColumnRows(
        WideDecimals.areIn(columns)
            ? WideDecimals.read(spark, columns, used(source), paths)
            : rows.select(col("*"), fileOfRow()),
        columns,
        paths(source));
  }

  /** Whether an event takes anything from a column. */
  private static Predicate<String> used(Source source) {
    if (source.properties() instanceof PropertyColumns.Remaining) {
      return column -> true;
    }
    Set<String> mapped =
        mappedColumns(source)
            .flatMap(path -> Stream.of(path, path.split("\\.", 2)[0]))
            .collect(Collectors.toSet());
    return mapped::contains;
  }

  private static void requireFiles(List<Path> files) {
    List<Problem> missing =
        files.stream()
            .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
            .map(file -> new Problem(file.toString(), 0, "", "there is no such file to read"))
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidDocuments(missing);
    }
  }

  private static void requireColumns(Source source, Path file, List<String> columns) {
    List<Problem> missing =
        mappedColumns(source)
            .filter(path -> !columns.contains(path) && !columns.contains(path.split("\\.", 2)[0]))
            .map(
                path ->
                    new Problem(
                        file.toString(),
                        1,
                        path,
                        "there is no column '%s', which source %s maps; the columns are %s"
                            .formatted(path, source.id(), String.join(", ", columns))))
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidDocuments(missing);
    }
  }

  private static Set<String> paths(Source source) {
    return source.mappedPaths().collect(Collectors.toSet());
  }

  private static Stream<String> mappedColumns(Source source) {
    Stream<String> fields = source.mappedPaths();
    PropertyColumns properties = source.properties();
    if (properties instanceof PropertyColumns.Listed listed) {
      return Stream.concat(fields, listed.columns().stream());
    }
    return properties instanceof PropertyColumns.Nested nested
        ? Stream.concat(fields, Stream.of(nested.path()))
        : fields;
  }

  private static List<String> header(Configuration hadoop, Path file) {
    try (InputStream in = open(hadoop, file);
        CsvReader<CsvRecord> csv = CsvReader.builder().detectBomHeader(true).ofCsvRecord(in)) {
      return csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the header of " + file, e);
    }
  }

  private static InputStream open(Configuration hadoop, Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    CompressionCodec codec =
        new CompressionCodecFactory(hadoop)
            .getCodec(new org.apache.hadoop.fs.Path(file.toString()));
    return codec == null ? in : codec.createInputStream(in);
  }

  private static List<String> texts(List<Path> files) {
    return files.stream().map(file -> file.toAbsolutePath().normalize().toString()).toList();
  }
}
