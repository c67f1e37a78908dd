package io.lakebill.jobs.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the footer of a Parquet file says about its columns of whole numbers, dates and times, as
 * Delta writes it: <a
 * href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics">per-file
 * statistics</a>.
 */
final class FileStatistics {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FileStatistics() {}

  /**
   * The statistics as JSON.
   *
   * @param blocks of the file's footer
   * @param columns those to tell about; others are left out
   */
  static String of(List<BlockMetaData> blocks, StructType columns) {
    ObjectNode said = JSON.createObjectNode();
    said.put("numRecords", blocks.stream().mapToLong(BlockMetaData::getRowCount).sum());
    ObjectNode least = said.putObject("minValues");
    ObjectNode most = said.putObject("maxValues");
    ObjectNode nulls = said.putObject("nullCount");
    for (StructField column : columns.fields()) {
      List<Statistics<?>> ofBlocks = ofBlocks(blocks, column.name());
      if (isTold(column.dataType()) && ofBlocks.stream().allMatch(FileStatistics::isComplete)) {
        nulls.put(column.name(), ofBlocks.stream().mapToLong(Statistics::getNumNulls).sum());
        ofBlocks.stream()
            .filter(Statistics::hasNonNullValue)
            .map(block -> number(block.genericGetMin()))
            .min(Comparator.naturalOrder())
            .ifPresent(value -> put(least, column, value));
        ofBlocks.stream()
            .filter(Statistics::hasNonNullValue)
            .map(block -> number(block.genericGetMax()))
            .max(Comparator.naturalOrder())
            .ifPresent(value -> put(most, column, value));
      }
    }
    return said.toString();
  }

  private static List<Statistics<?>> ofBlocks(List<BlockMetaData> blocks, String column) {
    return blocks.stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .<Statistics<?>>map(chunk -> chunk.getStatistics())
        .toList();
  }

  private static boolean isTold(DataType type) {
    return type.equals(DataTypes.LongType)
        || type.equals(DataTypes.DateType)
        || type.equals(DataTypes.TimestampType);
  }

  private static boolean isComplete(Statistics<?> block) {
    return block.isNumNullsSet()
        && block.type().getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.INT96;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  /** Delta cuts times to milliseconds, and knows it when it reads them. */
  private static void put(ObjectNode values, StructField column, long value) {
    if (column.dataType().equals(DataTypes.DateType)) {
      values.put(column.name(), LocalDate.ofEpochDay(value).toString());
    } else if (column.dataType().equals(DataTypes.TimestampType)) {
      Instant time = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
      values.put(column.name(), time.truncatedTo(ChronoUnit.MILLIS).toString());
    } else {
      values.put(column.name(), value);
    }
  }
}
