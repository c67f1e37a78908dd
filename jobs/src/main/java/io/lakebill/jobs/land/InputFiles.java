package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;

import io.lakebill.schemas.csv.CsvColumns;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Opens the files of a source in its format. */
final class InputFiles {

  private InputFiles() {}

  /** The rows of the files; files that look different are read apart. */
  static List<RawRows> read(SparkSession spark, Source source, List<Path> named) {
    List<Path> files = named.stream().map(file -> file.toAbsolutePath().normalize()).toList();
    try {
      return switch (source.format()) {
        case JSONL -> List.of(JsonRows.read(spark, source, files));
        case CSV -> csv(spark, source, files);
        case PARQUET -> parquet(spark, source, files);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The columns of a file before any row of it is read; empty where rows alone know them, or where
   * there is nothing in the file.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<List<String>> columns(SparkSession spark, Source source, Path file)
      throws IOException {
    return switch (source.format()) {
      case JSONL -> Optional.empty();
      case CSV ->
          Optional.of(CsvRows.columns(file, source.csv()))
              .filter(columns -> !columns.written().isEmpty())
              .map(CsvColumns::names);
      case PARQUET -> Optional.of(ParquetHead.columns(spark, source, file).names());
    };
  }

  /** The file a row came from, as a column. */
  static Column fileOfRow() {
    return OwnFunctions.call(
            FileUris.class, "path", DataTypes.StringType, col("_metadata.file_path"))
        .as(RawRows.FILE);
  }

  private static List<RawRows> csv(SparkSession spark, Source source, List<Path> files)
      throws IOException {
    Map<List<String>, CsvColumns> columns = new LinkedHashMap<>();
    Map<List<String>, List<Path>> alike = new LinkedHashMap<>();
    for (Path file : files) {
      CsvColumns ofFile = CsvRows.columns(file, source.csv());
      columns.putIfAbsent(ofFile.written(), ofFile);
      alike.computeIfAbsent(ofFile.written(), written -> new ArrayList<>()).add(file);
    }
    return alike.entrySet().stream()
        .<RawRows>map(
            group ->
                CsvRows.read(spark, source.csv(), columns.get(group.getKey()), group.getValue()))
        .toList();
  }

  private static List<RawRows> parquet(SparkSession spark, Source source, List<Path> files)
      throws IOException {
    Set<String> identifying = source.mappedPaths().collect(Collectors.toSet());
    Map<ParquetColumns, List<Path>> alike = new LinkedHashMap<>();
    for (Path file : files) {
      alike
          .computeIfAbsent(ParquetHead.columns(spark, source, file), columns -> new ArrayList<>())
          .add(file);
    }
    List<RawRows> all = new ArrayList<>();
    alike.forEach(
        (columns, group) -> {
          Dataset<Row> rows = columns.rows(spark, group);
          all.add(new ColumnRows(rows, columns.typed(rows), identifying));
        });
    return all;
  }
}
