package io.lakebill.schemas.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the definition of a table or view says about it, for people who ask.
 *
 * @param kind of the table; {@code view} of a view
 * @param summary what it is, and what one row of it
 * @param columns in their order; the fields of a struct follow its column
 */
public record TableDescription(String name, String kind, String summary, List<Column> columns) {

  private static final Pattern COLUMN =
      Pattern.compile(
          "([a-z][a-z0-9_]*) ([A-Z].*?)( NOT NULL)? COMMENT '((?:[^']|'')+)'", Pattern.DOTALL);
  private static final Pattern OF_VIEW = Pattern.compile("([a-z][a-z0-9_]*) ([A-Z]\\S*): (.+)");
  private static final Pattern FIELD =
      Pattern.compile("([a-z][a-z0-9_]*): ([A-Z].*) COMMENT '((?:[^']|'')+)',?");

  /**
   * A column, or a field of one.
   *
   * @param name of a field with the column's name and a point before it
   * @param isRequired whether every row has a value
   */
  public record Column(String name, String type, boolean isRequired, String comment) {}

  /** All tables, and then all views. */
  public static List<TableDescription> all() {
    return Stream.concat(
            Arrays.stream(Table.values()).map(TableDescription::of),
            Arrays.stream(View.values()).map(TableDescription::of))
        .toList();
  }

  /** Reads the definition of a view. */
  public static TableDescription of(View view) {
    List<String> comments = comments(view.sql());
    List<Column> columns =
        comments.stream()
            .map(OF_VIEW::matcher)
            .filter(Matcher::matches)
            .map(column -> new Column(column.group(1), column.group(2), false, column.group(3)))
            .toList();
    return new TableDescription(
        view.viewName(),
        "view",
        comments.stream()
            .takeWhile(line -> !OF_VIEW.matcher(line).matches())
            .collect(Collectors.joining(" ")),
        columns);
  }

  /** Reads the definition of a table. */
  public static TableDescription of(Table table) {
    String ddl = table.ddl("");
    int body = ddl.indexOf("` (\n") + 4;
    String summary = String.join(" ", comments(ddl));
    List<Column> columns = new ArrayList<>();
    for (String column :
        ddl.substring(body, ddl.indexOf("\n)\nUSING DELTA", body))
            .strip()
            .split(",\n  (?=[a-z])", -1)) {
      columns.addAll(columns(table, column));
    }
    return new TableDescription(
        table.tableName(),
        table.kind().name().toLowerCase(Locale.ROOT),
        summary,
        List.copyOf(columns));
  }

  /** What stands before a definition, line by line. */
  private static List<String> comments(String sql) {
    return sql.lines()
        .takeWhile(line -> line.startsWith("-- "))
        .map(line -> line.substring(3))
        .toList();
  }

  private static List<Column> columns(Table table, String definition) {
    Matcher column = COLUMN.matcher(definition);
    if (!column.matches()) {
      throw new IllegalStateException(
          "the definition of %s has another form: %s".formatted(table.tableName(), definition));
    }
    List<Column> columns = new ArrayList<>();
    String type = column.group(2);
    columns.add(
        new Column(
            column.group(1),
            type.replaceAll("(?s)STRUCT<.*\n *>", "STRUCT"),
            column.group(3) != null,
            text(column.group(4))));
    type.lines()
        .map(line -> FIELD.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(
            field ->
                new Column(
                    column.group(1) + "." + field.group(1),
                    field.group(2),
                    false,
                    text(field.group(3))))
        .forEach(columns::add);
    return columns;
  }

  private static String text(String literal) {
    return literal.replace("''", "'");
  }
}
