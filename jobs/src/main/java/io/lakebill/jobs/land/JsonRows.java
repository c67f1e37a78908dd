package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * JSON Lines: one object per line; empty lines are no rows.
 *
 * @param scalars fields of the rows that have to be text or a number
 * @param names paths of those that have to be text or a whole number
 */
record JsonRows(Dataset<Row> rows, Set<String> scalars, Set<String> names) implements RawRows {

  private static final String LINE = JsonLines.LINE;
  private static final String FIELDS = "fields";

  static JsonRows read(SparkSession spark, Source source, List<Path> files) {
    Set<String> scalars =
        source.mappedPaths().filter(path -> !path.contains(".")).collect(Collectors.toSet());
    Set<String> names = source.namingPaths().collect(Collectors.toSet());
    List<TextPiece> pieces =
        files.stream().flatMap(file -> TextPiece.ofLines(file).stream()).toList();
    Dataset<Row> lines = TextRecords.read(spark, pieces, JsonLines.COLUMNS, JsonLines::new);
    return new JsonRows(
        lines.withColumn(
            FIELDS, when(col(JsonLines.REASON).isNull(), JsonFields.of(col(LINE), scalars, names))),
        scalars,
        names);
  }

  @Override
  public Column text(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return col(FIELDS).getItem(path);
    }
    String name = path.substring(dot + 1);
    return JsonFields.of(
            nested(path.substring(0, dot)),
            Set.of(name),
            names.contains(path) ? Set.of(name) : Set.of())
        .getItem(name);
  }

  @Override
  public Optional<Column> time(String path, Source source) {
    return Optional.empty();
  }

  @Override
  public Column isThere(String path) {
    return text(path).isNotNull();
  }

  @Override
  public Optional<Column> unfitForName(String path) {
    return Optional.empty();
  }

  @Override
  public Properties properties(PropertyColumns columns, Set<String> mapped) {
    if (columns instanceof PropertyColumns.Nested nested) {
      return new Properties.Told(JsonFields.of(nested(nested.path())));
    }
    if (columns instanceof PropertyColumns.Listed listed) {
      return kept(name -> name.isin(listed.columns().toArray()));
    }
    return kept(name -> not(name.isin(mapped.toArray())));
  }

  @Override
  public boolean isColumnar() {
    return false;
  }

  @Override
  public List<Column> carried() {
    return List.of(col(LINE), col(FIELDS));
  }

  @Override
  public RawRows asCarried() {
    return this;
  }

  @Override
  public Column payload() {
    return make_valid_utf8(col(LINE));
  }

  @Override
  public Column problem() {
    return when(
            col(JsonLines.REASON).isNotNull(),
            struct(col(JsonLines.REASON).as("reason"), col(JsonLines.DETAIL).as("detail")))
        .when(
            col(FIELDS).isNull(),
            RowProblem.malformed(JsonFields.problem(col(LINE), scalars, names)));
  }

  @Override
  public Column problem(PropertyColumns columns) {
    return columns instanceof PropertyColumns.Nested nested
        ? JsonFields.problemOfObject(nested(nested.path()))
        : RowProblem.none();
  }

  /** A value of any kind; objects and arrays as JSON text. */
  private static Column nested(String path) {
    String[] names = path.split("\\.", -1);
    Column value = col(FIELDS).getItem(names[0]);
    for (int i = 1; i < names.length; i++) {
      value = JsonFields.of(value).getItem(names[i]);
    }
    return value;
  }

  private static Properties kept(UnaryOperator<Column> wanted) {
    return new Properties.Told(map_filter(col(FIELDS), (name, value) -> wanted.apply(name)));
  }
}
