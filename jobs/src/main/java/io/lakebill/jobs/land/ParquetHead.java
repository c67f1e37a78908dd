package io.lakebill.jobs.land;

import io.lakebill.schemas.source.FieldValue;
import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.VariantLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the footer of a Parquet file says of its columns. A column that cannot be read is left out
 * where nobody asks for it; else the file is refused with the reason.
 */
final class ParquetHead {

  private static final Set<CompressionCodecName> UNKNOWN_CODECS =
      Set.of(CompressionCodecName.BROTLI, CompressionCodecName.LZO);

  private final ParquetToSparkSchemaConverter converter;
  private final Source source;

  private ParquetHead(SparkSession spark, Source source) {
    this.converter =
        new ParquetToSparkSchemaConverter(
            ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().conf());
    this.source = source;
  }

  /**
   * Looks at a file.
   *
   * @throws RefusedFileException if a column that is wanted cannot be read
   */
  static ParquetColumns columns(SparkSession spark, Source source, Path file) throws IOException {
    ParquetMetadata footer = footer(file);
    requireHonest(footer, Files.size(file));
    return new ParquetHead(spark, source).columns(footer);
  }

  private static ParquetMetadata footer(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter();
    } catch (RuntimeException damaged) {
      // What a footer that is cut off or damaged makes of the reader is not only what it declares.
      throw new IOException(damaged.getMessage(), damaged);
    }
  }

  private static void requireHonest(ParquetMetadata footer, long onDisk)
      throws RefusedFileException {
    long bytes = 0;
    long rows = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData column : block.getColumns()) {
        bytes += column.getTotalUncompressedSize();
      }
    }
    if (bytes > Sizes.mostBytes(onDisk) || rows > Sizes.mostRows(onDisk)) {
      throw Sizes.refused();
    }
  }

  private ParquetColumns columns(ParquetMetadata footer) throws RefusedFileException {
    Map<String, String> unreadable = packedOtherwise(footer);
    StructType kept = new StructType();
    List<List<ParquetLeaf>> leaves = new ArrayList<>();
    for (Type field : footer.getFileMetaData().getSchema().getFields()) {
      Optional<StructField> read =
          unreadable.containsKey(field.getName()) ? Optional.empty() : sparkField(field);
      if (read.isPresent()) {
        kept = kept.add(read.get());
        leaves.add(leaves(field));
      } else {
        unreadable.putIfAbsent(
            field.getName(), "of a type that is not read (" + oneLine(field) + ")");
      }
    }
    refuseWanted(unreadable);
    refuseAlike(kept);
    return new ParquetColumns(kept, leaves);
  }

  private static Map<String, String> packedOtherwise(ParquetMetadata footer) {
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String column = chunk.getPath().toArray()[0];
        if (UNKNOWN_CODECS.contains(chunk.getCodec())) {
          unreadable.put(
              column,
              "compressed with %s; write it with zstd or snappy".formatted(chunk.getCodec()));
        } else if (chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
          unreadable.put(
              column, "encoded as BYTE_STREAM_SPLIT; write it plainly or with a dictionary");
        }
      }
    }
    return unreadable;
  }

  /** What Spark makes of a column; empty if it can make nothing of it. */
  private Optional<StructField> sparkField(Type field) {
    try {
      return Optional.of(converter.convert(new MessageType("file", asKept(field))).fields()[0]);
    } catch (Exception unknown) {
      // Scala does not declare the checked exceptions that it throws.
      return Optional.empty();
    }
  }

  /** The same without the meanings that Spark does not know. */
  private Type asKept(Type type) {
    if (type.isPrimitive()) {
      PrimitiveType kept = type.asPrimitiveType();
      return ParquetLeaf.of(kept, false).equals(ParquetLeaf.PLAIN)
          ? type
          : Types.primitive(kept.getPrimitiveTypeName(), kept.getRepetition())
              .length(kept.getTypeLength())
              .named(kept.getName());
    }
    GroupType group = type.asGroupType();
    return isVariant(group)
        ? group
        : group.withNewFields(group.getFields().stream().map(this::asKept).toList());
  }

  private List<ParquetLeaf> leaves(Type field) {
    List<ParquetLeaf> leaves = new ArrayList<>();
    addLeaves(field, field.getName(), leaves);
    return leaves;
  }

  private void addLeaves(Type type, String path, List<ParquetLeaf> leaves) {
    if (type.isPrimitive()) {
      boolean isTime = source.time().equals(new FieldValue.Column(path));
      leaves.add(ParquetLeaf.of(type.asPrimitiveType(), isTime));
    } else if (isVariant(type.asGroupType())) {
      leaves.add(ParquetLeaf.PLAIN);
    } else {
      type.asGroupType()
          .getFields()
          .forEach(field -> addLeaves(field, path + "." + field.getName(), leaves));
    }
  }

  private static boolean isVariant(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof VariantLogicalTypeAnnotation;
  }

  private void refuseWanted(Map<String, String> unreadable) throws RefusedFileException {
    for (Map.Entry<String, String> column : unreadable.entrySet()) {
      if (isWanted(column.getKey())) {
        throw new RefusedFileException(
            "column '%s' is %s, and send the file again"
                .formatted(column.getKey(), column.getValue()));
      }
    }
  }

  private boolean isWanted(String column) {
    boolean isMapped =
        source.mappedPaths().anyMatch(path -> path.split("\\.", 2)[0].equals(column));
    PropertyColumns properties = source.properties();
    if (properties instanceof PropertyColumns.Listed listed) {
      return isMapped || listed.columns().contains(column);
    }
    return isMapped
        || (properties instanceof PropertyColumns.Nested nested
            ? nested.path().split("\\.", 2)[0].equals(column)
            : true);
  }

  /** Spark tells columns apart by their names, whatever the case of their letters. */
  private static void refuseAlike(StructType kept) throws RefusedFileException {
    Map<String, String> seen = new HashMap<>();
    for (String name : kept.fieldNames()) {
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new RefusedFileException(
            "columns '%s' and '%s' differ in nothing but case; rename one, and send the file again"
                .formatted(other, name));
      }
    }
  }

  private static String oneLine(Type field) {
    return field.toString().replaceAll("\\s+", " ");
  }
}
