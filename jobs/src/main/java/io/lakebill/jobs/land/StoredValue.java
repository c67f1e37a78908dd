package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.Source;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.PreciseTimestampConversion;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * What a column, or something below it, has in each row, and what becomes of it: text, a time, a
 * map of properties.
 */
record StoredValue(Column value, DataType type) {

  /** Nothing in any row. */
  static final StoredValue NONE = new StoredValue(lit(null).cast("string"), DataTypes.StringType);

  /** In UTC both kinds of time are the same number; a cast would go through a calendar. */
  static Column asIfInUtc(Column shown) {
    return ExpressionUtils.column(
        new PreciseTimestampConversion(
            ExpressionUtils.expression(shown),
            DataTypes.TimestampNTZType,
            DataTypes.TimestampType));
  }

  /**
   * What is below it by name, in JSON text, too; null where there is nothing.
   *
   * @param isScalar whether it has to be text or a number where it is in JSON text
   */
  StoredValue child(String name, boolean isScalar) {
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields())
          .filter(field -> field.name().equals(name))
          .findFirst()
          .map(field -> new StoredValue(value.getField(name), field.dataType()))
          .orElse(NONE);
    }
    if (type instanceof MapType map) {
      MapType byText = new MapType(DataTypes.StringType, map.valueType(), true);
      return new StoredValue(value.cast(byText).getItem(name), map.valueType());
    }
    Set<String> scalars = isScalar ? Set.of(name) : Set.of();
    return new StoredValue(
        JsonFields.of(asText(), scalars, Set.of()).getItem(name), DataTypes.StringType);
  }

  /**
   * As text. Nested values are JSON; bytes are the text that they are, as writers keep it that do
   * not say so, or else base64.
   */
  Column asText() {
    if (isNested(type)) {
      return ExactJson.of(value, type);
    }
    return type.equals(DataTypes.BinaryType)
        ? OwnFunctions.call(Bytes.class, "asText", DataTypes.StringType, value)
        : value.cast("string");
  }

  /** As properties by name; null where it is no map and no JSON object. */
  Column asMap() {
    return type instanceof MapType map ? texts(map) : JsonFields.of(asText());
  }

  private Column texts(MapType map) {
    boolean hasOwnTexts = isNested(map.valueType()) || map.valueType().equals(DataTypes.BinaryType);
    Column byText =
        hasOwnTexts
            ? transform_values(value, (key, one) -> new StoredValue(one, map.valueType()).asText())
            : value;
    return byText.cast("map<string,string>");
  }

  /** As an instant, where it is kept as a time. */
  Optional<Column> time(Source source) {
    if (type.equals(DataTypes.TimestampType)) {
      return Optional.of(value);
    }
    return type.equals(DataTypes.TimestampNTZType)
        ? Optional.of(Times.ofClock(asIfInUtc(value), source))
        : Optional.empty();
  }

  /** A {@link RowProblem} where it can be no id, event name or account; empty where it can. */
  Optional<Column> unfitForName(String path) {
    if (type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType)) {
      return Optional.of(
          when(
              value.isNotNull(),
              RowProblem.unfitForName(path, "has floating-point numbers; " + RowProblem.EXACT)));
    }
    return type.equals(DataTypes.BinaryType)
        ? Optional.of(
            when(
                not(OwnFunctions.call(Bytes.class, "isText", DataTypes.BooleanType, value)),
                RowProblem.unfitForName(
                    path, "has bytes that are no text; send ids as text or as UUIDs")))
        : Optional.empty();
  }

  /** A {@link RowProblem} where it is a map with a key that occurs twice, or null. */
  Column keyTwice() {
    return type instanceof MapType map
        ? when(
            OwnFunctions.call(
                PropertyMaps.class,
                "hasKeyTwice",
                DataTypes.BooleanType,
                value.cast(new MapType(DataTypes.StringType, map.valueType(), true))),
            RowProblem.malformed(lit("a map of the row has a key twice")))
        : RowProblem.none();
  }

  boolean isText() {
    return type.equals(DataTypes.StringType);
  }

  /** Whether it may have JSON in it. */
  boolean isJsonText() {
    return isText() || type.equals(DataTypes.BinaryType);
  }

  private static boolean isNested(DataType type) {
    return type instanceof StructType
        || type instanceof MapType
        || type instanceof ArrayType
        || type instanceof VariantType;
  }
}
