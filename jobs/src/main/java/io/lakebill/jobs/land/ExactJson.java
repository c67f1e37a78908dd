package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Nested values as JSON that tells different values apart. Spark cuts times to milliseconds; where
 * that takes nothing away it stays so, for ids are made of these texts.
 */
final class ExactJson {

  private static final Map<String, String> ALL_DIGITS =
      Map.of(
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private ExactJson() {}

  /** A struct, map, array or variant as text. */
  static Column of(Column value, DataType type) {
    Column usual = to_json(value);
    return isCut(value, type)
        .map(cut -> when(cut, to_json(value, ALL_DIGITS)).otherwise(usual))
        .orElse(usual);
  }

  /** True where milliseconds are not enough; empty where there are no times. */
  private static Optional<Column> isCut(Column value, DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      return Optional.of(isFiner(value));
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return Optional.of(isFiner(StoredValue.asIfInUtc(value)));
    }
    if (type instanceof StructType struct) {
      return either(
          Arrays.stream(struct.fields())
              .map(field -> isCut(value.getField(field.name()), field.dataType())));
    }
    if (type instanceof MapType map) {
      return either(
          Stream.of(
              isCut(map_keys(value), new ArrayType(map.keyType(), false)),
              isCut(map_values(value), new ArrayType(map.valueType(), true))));
    }
    return type instanceof ArrayType array && isCut(lit(null), array.elementType()).isPresent()
        ? Optional.of(exists(value, element -> isCut(element, array.elementType()).orElseThrow()))
        : Optional.empty();
  }

  private static Optional<Column> either(Stream<Optional<Column>> all) {
    return all.flatMap(Optional::stream).reduce(Column::or);
  }

  private static Column isFiner(Column time) {
    return unix_micros(time).mod(1_000).notEqual(0);
  }
}
