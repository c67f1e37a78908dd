package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet file that may become part of a table: its footer says that every column of the table
 * which must not be null has no null. Of arrays and maps a footer does not tell; queries make them.
 *
 * @param rows how many it has
 * @param dates what its column of dates that partition the table has, if it is one date
 * @param statistics what Delta reads to skip the file
 */
record TableFile(Path path, long rows, Optional<LocalDate> dates, String statistics) {

  /**
   * Looks at the footer of a file.
   *
   * @param columns those of the table
   * @param indexed those that Delta keeps statistics of
   * @param partition its column of dates that partition the table; empty when there is none
   * @throws UnusableLakeException if a value is missing, or the file does not say
   */
  static TableFile of(
      Path path,
      StructType columns,
      StructType indexed,
      Optional<String> partition,
      Configuration hadoop) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(path.toUri()), hadoop),
            // Without options of these settings, Hadoop's own are parsed again for each file.
            HadoopReadOptions.builder(hadoop).build())) {
      reader.getFooter().getBlocks().forEach(block -> requireValues(path, block, columns));
      return new TableFile(
          path,
          reader.getRecordCount(),
          partition.flatMap(column -> onlyDate(reader.getFooter().getBlocks(), column)),
          FileStatistics.of(reader.getFooter().getBlocks(), indexed));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the footer of " + path, e);
    }
  }

  private static void requireValues(Path path, BlockMetaData rows, StructType columns) {
    Set<String> complete = new HashSet<>();
    for (ColumnChunkMetaData chunk : rows.getColumns()) {
      if (chunk.getStatistics().isNumNullsSet() && chunk.getStatistics().getNumNulls() == 0) {
        complete.add(chunk.getPath().toDotString());
      }
    }
    List<String> missing =
        List.of(columns.fields()).stream()
            .filter(column -> !column.nullable())
            .filter(column -> column.dataType() instanceof AtomicType)
            .map(StructField::name)
            .filter(name -> !complete.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new UnusableLakeException(
          "%s has rows without a value in %s, which must have one".formatted(path, missing), null);
    }
  }

  private static Optional<LocalDate> onlyDate(List<BlockMetaData> blocks, String column) {
    Set<Object> values = new HashSet<>();
    for (BlockMetaData block : blocks) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (chunk.getPath().toDotString().equals(column)) {
          if (!chunk.getStatistics().hasNonNullValue()) {
            return Optional.empty();
          }
          values.add(chunk.getStatistics().genericGetMin());
          values.add(chunk.getStatistics().genericGetMax());
        }
      }
    }
    return values.size() == 1
        ? values.stream().map(day -> LocalDate.ofEpochDay((Integer) day)).findFirst()
        : Optional.empty();
  }
}
