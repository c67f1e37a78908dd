package io.lakebill.schemas.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns that all tables of a lake had at a time. Each change of them is a layout of its own,
 * with the next number, whose text is the resource {@code /layouts/<number>.txt} and is never
 * changed again: lakes that have it are about.
 *
 * @param number 1 for the first
 * @param tables by name, in the order of names
 */
public record Layout(int number, Map<String, Columns> tables) {

  /** The layout of the tables as they are declared. */
  public static final int NEWEST = 7;

  /** The first one from which steps lead to the newest. */
  public static final int OLDEST_WITH_STEPS = 3;

  private static final String PARTITIONED = " by ";

  private static final Pattern COMMENT = Pattern.compile("\\s+COMMENT '(?:[^']|'')*'");
  private static final Pattern PARTITION = Pattern.compile("\nPARTITIONED BY \\((\\w+)\\)");

  /**
   * What a table has.
   *
   * @param partition the column whose values partition it; empty for none
   * @param columns in their order
   */
  public record Columns(Optional<String> partition, List<Column> columns) {

    /** Copies the list. */
    public Columns {
      columns = List.copyOf(columns);
    }

    /** The columns as a statement that creates the table has them. */
    public String ddl() {
      return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
    }

    /**
     * Whether rows of another layout's table are rows of this one as they are: it has the same
     * columns, and others after them that may be null.
     */
    public boolean takesRowsOf(Columns earlier) {
      int kept = earlier.columns.size();
      return partition.equals(earlier.partition)
          && columns.size() >= kept
          && IntStream.range(0, kept)
              .allMatch(i -> columns.get(i).takesValuesOf(earlier.columns.get(i)))
          && columns.stream().skip(kept).noneMatch(Column::isRequired);
    }
  }

  /**
   * A column.
   *
   * @param type as SQL writes it
   * @param isRequired whether every row has a value
   */
  public record Column(String name, String type, boolean isRequired) {

    private static Column parse(String text) {
      boolean isRequired = text.endsWith(" NOT NULL");
      String definition = isRequired ? text.substring(0, text.length() - 9) : text;
      int blank = definition.indexOf(' ');
      return new Column(
          definition.substring(0, blank), definition.substring(blank + 1), isRequired);
    }

    private boolean takesValuesOf(Column earlier) {
      return name.equals(earlier.name)
          && type.equals(earlier.type)
          && (!isRequired || earlier.isRequired);
    }

    @Override
    public String toString() {
      return name + " " + type + (isRequired ? " NOT NULL" : "");
    }
  }

  /** Orders the tables by name. */
  public Layout {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /**
   * The layout of a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Layout numbered(int number) {
    String resource = "/layouts/" + number + ".txt";
    try (InputStream in = Layout.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no layout " + number);
      }
      return parse(number, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** The layout of the tables as this program declares them, whether or not its text says so. */
  public static Layout declared() {
    return new Layout(
        NEWEST,
        Arrays.stream(Table.values())
            .collect(Collectors.toMap(Table::tableName, table -> declared(table.ddl("")))));
  }

  /** What the statement that creates a table declares. */
  static Columns declared(String ddl) {
    int body = ddl.indexOf("` (\n") + 4;
    int end = ddl.indexOf("\n)\nUSING DELTA", body);
    Matcher partition = PARTITION.matcher(ddl.substring(end));
    List<Column> columns =
        Arrays.stream(ddl.substring(body, end).strip().split(",\n  (?=[a-z])", -1))
            .map(column -> COMMENT.matcher(column).replaceAll(""))
            .map(column -> column.replaceAll("\\s+", " ").replace("< ", "<").replace(" >", ">"))
            .map(Column::parse)
            .toList();
    return new Columns(
        partition.find() ? Optional.of(partition.group(1)) : Optional.empty(), columns);
  }

  private static Layout parse(int number, String text) {
    Map<String, Columns> tables = new LinkedHashMap<>();
    for (String table : text.strip().split("\n\n", -1)) {
      List<String> lines = table.lines().toList();
      List<String> head = List.of(lines.get(0).split(PARTITIONED, -1));
      List<Column> columns = new ArrayList<>();
      lines.stream().skip(1).map(String::strip).map(Column::parse).forEach(columns::add);
      tables.put(head.get(0), new Columns(head.stream().skip(1).findFirst(), columns));
    }
    return new Layout(number, tables);
  }

  /** The text that its resource has: each table, and below it a column per line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    tables.forEach(
        (table, of) -> {
          text.append(text.isEmpty() ? "" : "\n").append(table);
          of.partition().ifPresent(column -> text.append(PARTITIONED).append(column));
          text.append('\n');
          of.columns().forEach(column -> text.append("  ").append(column).append('\n'));
        });
    return text.toString();
  }
}
