package io.lakebill.jobs.upgrade;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * What a layout makes of the tables of the one before it. Where only columns are new that may be
 * null, and come last, rows stay as they are; of each other table the query {@code
 * sql/layout_<number>/<table>.sql} makes the rows, out of the tables of the layout before and of
 * {@code runs}. A column that it does not name is null.
 */
public record LayoutStep(Layout before, Layout after) {

  /** What queries know of runs. */
  static final StructType RUNS =
      StructType.fromDDL("run_id STRING, run_token BIGINT, catalog_hash STRING");

  /** The step to a layout. */
  public static LayoutStep to(int number) {
    return new LayoutStep(Layout.numbered(number - 1), Layout.numbered(number));
  }

  /** The steps from a layout to today's, in order. */
  public static List<LayoutStep> from(int number) {
    List<LayoutStep> steps = new ArrayList<>();
    for (int next = number + 1; next <= Layout.NEWEST; next++) {
      steps.add(to(next));
    }
    return steps;
  }

  /** Whether a query makes the rows of a table. */
  public boolean isComputed(String table) {
    return LayoutStep.class.getResource("/sql/" + query(table) + ".sql") != null;
  }

  /** Tables whose rows do not fit the layout and that no query makes: the step is not complete. */
  public List<String> missing() {
    return after.tables().keySet().stream()
        .filter(table -> before.tables().containsKey(table))
        .filter(table -> !after.tables().get(table).takesRowsOf(before.tables().get(table)))
        .filter(table -> !isComputed(table))
        .toList();
  }

  /**
   * The tables of the layout, out of those of the one before; a table that is new is empty unless a
   * query makes its rows.
   *
   * @param tables by name, those that the lake has
   * @param runs a row per run, as {@link #RUNS}
   */
  Map<String, Dataset<Row>> apply(
      SparkSession spark, Map<String, Dataset<Row>> tables, Dataset<Row> runs) {
    Map<String, Dataset<Row>> made = new HashMap<>();
    after
        .tables()
        .forEach(
            (table, columns) -> {
              if (isComputed(table)) {
                Dataset<Row> rows =
                    Sql.run(spark, query(table), readBy(spark, table, tables, runs), Map.of());
                made.put(table, fitted(rows, columns));
              } else if (tables.containsKey(table)) {
                Dataset<Row> rows = tables.get(table);
                boolean isAsBefore = columns.equals(before.tables().get(table));
                made.put(table, isAsBefore ? rows : fitted(rows, columns));
              }
            });
    return made;
  }

  /**
   * What the query of a table reads; every other frame would be planned as well. It may read any
   * table of the layout before, whether or not the lake has made it.
   */
  private Map<String, Dataset<Row>> readBy(
      SparkSession spark, String table, Map<String, Dataset<Row>> tables, Dataset<Row> runs) {
    String query = Sql.text(query(table));
    Map<String, Dataset<Row>> read = new HashMap<>();
    before
        .tables()
        .forEach(
            (name, columns) -> {
              if (query.contains(name)) {
                read.put(
                    name,
                    tables.containsKey(name)
                        ? tables.get(name)
                        : spark.createDataFrame(
                            List.of(), StructType.fromDDL(columns.ddl())));
              }
            });
    if (query.contains("runs")) {
      read.put("runs", runs);
    }
    return read;
  }

  private static Dataset<Row> fitted(Dataset<Row> rows, Layout.Columns columns) {
    StructType wanted = StructType.fromDDL(columns.ddl());
    List<String> there = List.of(rows.columns());
    return rows.select(
        Arrays.stream(wanted.fields())
            .map(
                field ->
                    (there.contains(field.name())
                            ? functions.col(field.name())
                            : functions.lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new));
  }

  private String query(String table) {
    return "layout_%d/%s".formatted(after.number(), table);
  }
}
