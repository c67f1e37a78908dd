package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
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
    return at(path, true).asText();
  }

  @Override
  public Optional<Column> time(String path, Source source) {
    return at(path, true).time(source);
  }

  @Override
  public Column isThere(String path) {
    return at(path, true).value().isNotNull();
  }

  @Override
  public Optional<Column> unfitForName(String path) {
    return at(path, true).unfitForName(path);
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
    return ExactJson.of(
        struct(
            Arrays.stream(columns.fieldNames())
                .map(name -> named(name).as(name))
                .toArray(Column[]::new)),
        columns);
  }

  /** Of the texts that decide which event a row is. */
  @Override
  public Column problem() {
    List<Column> texts =
        identifying.stream().filter(path -> at(path, true).isText()).map(this::text).toList();
    return coalesce(
        Stream.concat(
                Stream.of(wideDecimal(), RowProblem.ofTexts(texts)),
                identifying.stream()
                    .filter(path -> !has(path))
                    .map(path -> at(path.split("\\.", 2)[0], false).keyTwice()))
            .toArray(Column[]::new));
  }

  /** Of a number that has more digits than its type. */
  private Column wideDecimal() {
    if (!List.of(rows.columns()).contains(WideDecimals.COLUMN)) {
      return RowProblem.none();
    }
    Column wide = col(WideDecimals.COLUMN);
    return when(
        wide.isNotNull(),
        RowProblem.malformed(
            concat(lit("column '"), wide, lit("' has a number of more digits than its type"))));
  }

  @Override
  public Column problem(PropertyColumns properties) {
    if (!(properties instanceof PropertyColumns.Nested nested)) {
      return RowProblem.none();
    }
    StoredValue value = at(nested.path(), false);
    return coalesce(
        value.keyTwice(),
        value.isJsonText() ? JsonFields.problemOfObject(value.asText()) : RowProblem.none());
  }

  private Properties nested(String path) {
    StoredValue value = at(path, false);
    return value.type() instanceof StructType struct
        ? known(Arrays.asList(struct.fieldNames()), path + ".")
        : new Properties.Told(value.asMap());
  }

  private Properties known(List<String> names, String prefix) {
    Map<String, Column> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, text(prefix + name)));
    return Properties.of(values);
  }

  /**
   * What is at a path.
   *
   * @param isScalar whether it has to be text or a number where it is in JSON text
   */
  private StoredValue at(String path, boolean isScalar) {
    if (has(path)) {
      return new StoredValue(named(path), columns.apply(path).dataType());
    }
    String[] names = path.split("\\.", -1);
    if (!has(names[0])) {
      return StoredValue.NONE;
    }
    StoredValue value = new StoredValue(named(names[0]), columns.apply(names[0]).dataType());
    for (int i = 1; i < names.length; i++) {
      value = value.child(names[i], isScalar && i == names.length - 1);
    }
    return value;
  }

  private Column named(String column) {
    return col(prefix + placeName(columns.fieldIndex(column)));
  }

  private boolean has(String column) {
    return columns.getFieldIndex(column).isDefined();
  }
}
