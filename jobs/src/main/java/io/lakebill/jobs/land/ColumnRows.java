package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.PropertyColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.PreciseTimestampConversion;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows with typed columns, as Parquet has them. Whatever their names are, the rows call them by
 * their place.
 *
 * @param columns the columns of the files
 * @param identifying paths of the columns that the fields of an event come from
 * @param prefix of the names that the columns have now
 */
record ColumnRows(Dataset<Row> rows, StructType columns, Set<String> identifying, String prefix)
    implements RawRows {

  /** Before the name of a column that is carried along; it may be that of an event's field. */
  private static final String CARRIED = "_raw_";

  /** What rows call a column. */
  static String placeName(int place) {
    return "c" + place;
  }

  ColumnRows(Dataset<Row> rows, StructType columns, Set<String> identifying) {
    this(rows, columns, identifying, "");
  }

  @Override
  public List<Column> carried() {
    return Arrays.stream(rows.columns())
        .filter(name -> !name.equals(FILE))
        .map(name -> col("`" + name + "`").as(CARRIED + name))
        .toList();
  }

  @Override
  public RawRows asCarried() {
    return new ColumnRows(rows, columns, identifying, CARRIED);
  }

  @Override
  public Column text(String path) {
    return asText(quoted(path), typeOf(path));
  }

  @Override
  public Optional<Column> time(String path) {
    DataType type = typeOf(path);
    if (type.equals(DataTypes.TimestampType)) {
      return Optional.of(quoted(path));
    }
    return type.equals(DataTypes.TimestampNTZType)
        ? Optional.of(sameNumber(quoted(path)))
        : Optional.empty();
  }

  /** In UTC both kinds of time are the same number; a cast would go through a calendar. */
  private static Column sameNumber(Column localTime) {
    return ExpressionUtils.column(
        new PreciseTimestampConversion(
            ExpressionUtils.expression(localTime),
            DataTypes.TimestampNTZType,
            DataTypes.TimestampType));
  }

  @Override
  public Properties properties(PropertyColumns wanted, Set<String> mapped) {
    if (wanted instanceof PropertyColumns.Nested nested) {
      return nested(nested.path());
    }
    Stream<String> names =
        wanted instanceof PropertyColumns.Listed listed
            ? listed.columns().stream()
            : Arrays.stream(columns.fieldNames()).filter(name -> !mapped.contains(name));
    return known(names.toList(), "");
  }

  @Override
  public boolean isColumnar() {
    return true;
  }

  @Override
  public Column payload() {
    return to_json(
        struct(
            Arrays.stream(columns.fieldNames())
                .map(name -> named(name).as(name))
                .toArray(Column[]::new)));
  }

  /** Of the texts that decide which event a row is. */
  @Override
  public Column problem() {
    Column broken =
        RowProblem.ofTexts(
            identifying.stream()
                .filter(path -> typeOf(path).equals(DataTypes.StringType))
                .map(this::text)
                .toList());
    if (!List.of(rows.columns()).contains(WideDecimals.COLUMN)) {
      return broken;
    }
    Column wide = col(WideDecimals.COLUMN);
    return when(
            wide.isNotNull(),
            RowProblem.malformed(
                concat(lit("column '"), wide, lit("' has a number of more digits than its type"))))
        .otherwise(broken);
  }

  private Properties nested(String path) {
    DataType type = typeOf(path);
    if (type instanceof StructType struct) {
      return known(Arrays.asList(struct.fieldNames()), path + ".");
    }
    // Either a map or, inside a column, JSON text.
    return new Properties.Told(
        type instanceof MapType
            ? quoted(path).cast("map<string,string>")
            : JsonFields.of(text(path)));
  }

  private Properties known(List<String> names, String prefix) {
    Map<String, Column> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, text(prefix + name)));
    return new Properties.Known(values);
  }

  private static Column asText(Column value, DataType type) {
    return type instanceof StructType || type instanceof MapType
        ? to_json(value)
        : value.cast("string");
  }

  private Column quoted(String path) {
    if (has(path)) {
      return named(path);
    }
    String[] names = path.split("\\.", -1);
    Column value = named(names[0]);
    DataType type = typeOf(names[0]);
    for (int i = 1; i < names.length && has(names[0]); i++) {
      if (type instanceof StructType struct && struct.getFieldIndex(names[i]).isEmpty()) {
        return lit(null).cast(DataTypes.StringType);
      }
      value = value.getItem(names[i]);
      type = typeOf(String.join(".", Arrays.copyOf(names, i + 1)));
    }
    return value;
  }

  private Column named(String column) {
    return has(column)
        ? col(prefix + placeName(columns.fieldIndex(column)))
        : lit(null).cast(DataTypes.StringType);
  }

  private boolean has(String column) {
    return columns.getFieldIndex(column).isDefined();
  }

  /** The type of a column or of what lies below it; text where that cannot be told. */
  private DataType typeOf(String path) {
    if (has(path)) {
      return columns.apply(path).dataType();
    }
    DataType type = columns;
    for (String name : path.split("\\.", -1)) {
      if (type instanceof StructType struct) {
        type =
            Arrays.stream(struct.fields())
                .filter(field -> field.name().equals(name))
                .map(StructField::dataType)
                .findFirst()
                .orElse(DataTypes.StringType);
      } else if (type instanceof MapType mapType) {
        type = mapType.valueType();
      }
    }
    return type;
  }
}
