package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_keys;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.lake.NamedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a Parquet file that can be read, as Spark reads them and what is made of that.
 * Files of which this is equal are read together; no other two are.
 *
 * @param kept what Spark reads
 * @param leaves of each column, depth first
 */
record ParquetColumns(StructType kept, List<List<ParquetLeaf>> leaves) {

  ParquetColumns {
    leaves = List.copyOf(leaves);
  }

  List<String> names() {
    return List.of(kept.fieldNames());
  }

  /** The rows of files, whose columns are called by their places. */
  Dataset<Row> rows(SparkSession spark, List<Path> files) {
    Dataset<Row> read =
        spark
            .read()
            .schema(WideDecimals.stored(kept))
            .parquet(NamedFiles.patterns(files.stream().map(Path::toString).toList()));
    Stream<Column> columns =
        Stream.iterate(0, place -> place + 1)
            .limit(kept.length())
            .map(place -> column(place).as(ColumnRows.placeName(place)));
    Stream<Column> beside =
        WideDecimals.areIn(kept)
            ? Stream.of(WideDecimals.first(kept), InputFiles.fileOfRow())
            : Stream.of(InputFiles.fileOfRow());
    return read.select(Stream.concat(columns, beside).toArray(Column[]::new));
  }

  /** The same columns with the types that their rows have. */
  StructType typed(Dataset<Row> rows) {
    StructType typed = new StructType();
    for (int i = 0; i < kept.length(); i++) {
      typed = typed.add(kept.fields()[i].name(), rows.schema().fields()[i].dataType());
    }
    return typed;
  }

  private Column column(int place) {
    StructField field = kept.fields()[place];
    if (WideDecimals.isWide(field.dataType())) {
      return WideDecimals.number(field);
    }
    return made(
        col("`" + field.name().replace("`", "``") + "`"),
        field.dataType(),
        leaves.get(place).iterator());
  }

  private static Column made(Column value, DataType type, Iterator<ParquetLeaf> leaves) {
    List<ParquetLeaf> own = new ArrayList<>();
    int number = leavesOf(type);
    for (int i = 0; i < number; i++) {
      own.add(leaves.next());
    }
    if (own.stream().allMatch(ParquetLeaf.PLAIN::equals)) {
      return value;
    }
    Iterator<ParquetLeaf> inner = own.iterator();
    if (type instanceof StructType struct) {
      Column[] fields = new Column[struct.length()];
      for (int i = 0; i < fields.length; i++) {
        StructField field = struct.fields()[i];
        fields[i] = made(value.getField(field.name()), field.dataType(), inner).as(field.name());
      }
      return when(value.isNotNull(), struct(fields));
    }
    if (type instanceof ArrayType array) {
      return transform(value, element -> made(element, array.elementType(), inner));
    }
    if (type instanceof MapType map) {
      Column keyed = transform_keys(value, (key, of) -> made(key, map.keyType(), inner));
      return transform_values(keyed, (key, of) -> made(of, map.valueType(), inner));
    }
    return own.get(0).read(value);
  }

  private static int leavesOf(DataType type) {
    if (type instanceof StructType struct) {
      int leaves = 0;
      for (StructField field : struct.fields()) {
        leaves += leavesOf(field.dataType());
      }
      return leaves;
    }
    if (type instanceof MapType map) {
      return leavesOf(map.keyType()) + leavesOf(map.valueType());
    }
    return type instanceof ArrayType array ? leavesOf(array.elementType()) : 1;
  }
}
