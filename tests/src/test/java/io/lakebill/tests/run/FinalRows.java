package io.lakebill.tests.run;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.InvoiceLaws;
import io.lakebill.schemas.document.Sha256;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.TestLake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * What a lake has finalized, in rows at hand, with what {@code billing_runs} says of it.
 *
 * @param publications the runs, of which the last has these {@code lastSeals}
 */
record FinalRows(
    Map<Table, StructType> columns,
    Map<Table, List<Row>> rows,
    List<Row> publications,
    Map<String, String> lastSeals) {

  static final List<Table> TABLES =
      List.of(Table.INVOICES, Table.INVOICE_LINES, Table.CREDIT_LEDGER);

  static FinalRows of(TestLake lake) {
    Map<Table, StructType> columns = new EnumMap<>(Table.class);
    Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
    for (Table table : TABLES) {
      Dataset<Row> frame = lake.published().read(table);
      columns.put(table, frame.schema().asNullable());
      rows.put(table, frame.collectAsList());
    }
    List<Row> publications =
        lake.published().read(Table.BILLING_RUNS).orderBy("publication").collectAsList();
    Row last = publications.get(publications.size() - 1);
    return new FinalRows(
        columns, rows, publications, last.getJavaMap(last.fieldIndex("last_seals")));
  }

  /** The same under other ids, series and names of grants, which are not sealed. */
  FinalRows renamed(String mark) {
    Map<Table, List<Row>> all = new EnumMap<>(Table.class);
    rows.forEach(
        (table, some) ->
            all.put(table, some.stream().map(row -> renamed(table, row, mark)).toList()));
    return new FinalRows(columns, all, publications, Map.of());
  }

  private Row renamed(Table table, Row row, String mark) {
    Map<String, Object> values = new HashMap<>();
    if (row.getAs("invoice_id") != null) {
      values.put("invoice_id", row.getAs("invoice_id") + mark);
    }
    if (table == Table.CREDIT_LEDGER) {
      values.put("credit_grant_id", row.getAs("credit_grant_id") + mark);
    } else {
      values.put("number", mark + row.getAs("number"));
    }
    if (table == Table.INVOICES) {
      values.put("series", mark + row.getAs("series"));
    }
    return with(row, columns.get(table), values);
  }

  static Row with(Row row, StructType columns, Map<String, Object> others) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String name = columns.fields()[i].name();
      values[i] = others.getOrDefault(name, row.get(i));
    }
    return new GenericRowWithSchema(values, columns);
  }

  FinalRows with(Table table, List<Row> others) {
    Map<Table, List<Row>> all = new EnumMap<>(rows);
    all.put(table, others);
    return new FinalRows(columns, all, publications, lastSeals);
  }

  /** All of several, which name nothing alike. */
  static FinalRows union(List<FinalRows> several) {
    Map<Table, List<Row>> all = new EnumMap<>(Table.class);
    Map<String, String> seals = new TreeMap<>();
    for (FinalRows one : several) {
      TABLES.forEach(
          table ->
              all.computeIfAbsent(table, any -> new ArrayList<>()).addAll(one.rows.get(table)));
      seals.putAll(one.lastSeals);
    }
    return new FinalRows(several.get(0).columns, all, several.get(0).publications, seals);
  }

  /** The same, each invoice sealed with the one before it. */
  FinalRows sealed(SparkSession spark) {
    Dataset<Row> withLines =
        Sql.run(
            spark,
            "invoices_with_lines",
            Map.of(
                "invoices", frame(spark, Table.INVOICES),
                "invoice_lines", frame(spark, Table.INVOICE_LINES)),
            Map.of());
    Map<String, String> contents =
        InvoiceLaws.withContentHash(withLines)
            .select("invoice_id", "content_hash")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    Map<String, String> seals = new TreeMap<>();
    Map<Row, Row> sealed = new HashMap<>();
    rows.get(Table.INVOICES).stream()
        .sorted(Comparator.comparing(row -> row.<Long>getAs("sequence")))
        .forEach(
            row -> {
              String series = row.getAs("seller_id") + "/" + row.getAs("series");
              String content = contents.get(row.<String>getAs("invoice_id"));
              String previous = seals.getOrDefault(series, "");
              String chain = Sha256.of(previous + content);
              seals.put(series, chain);
              sealed.put(
                  row,
                  with(
                      row,
                      columns.get(Table.INVOICES),
                      Map.of(
                          "content_hash", content,
                          "previous_hash", previous,
                          "chain_hash", chain)));
            });
    List<Row> invoices = rows.get(Table.INVOICES).stream().map(sealed::get).toList();
    return new FinalRows(columns, with(Table.INVOICES, invoices).rows, publications, seals);
  }

  /** What it is the union of, each with as many rows. */
  List<FinalRows> parts(int number) {
    List<FinalRows> parts = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Map<Table, List<Row>> part = new EnumMap<>(Table.class);
      for (Table table : TABLES) {
        int size = rows.get(table).size() / number;
        part.put(table, rows.get(table).subList(i * size, (i + 1) * size));
      }
      parts.add(new FinalRows(columns, part, publications, lastSeals));
    }
    return parts;
  }

  List<String> breaches(SparkSession spark) {
    return InvoiceLaws.ofAll(
            frame(spark, Table.INVOICES),
            frame(spark, Table.INVOICE_LINES),
            frame(spark, Table.CREDIT_LEDGER),
            spark.createDataFrame(
                publications.stream()
                    .map(row -> with(row, row.schema(), Map.of("last_seals", lastSeals)))
                    .toList(),
                publications.get(0).schema()))
        .breaches();
  }

  private Dataset<Row> frame(SparkSession spark, Table table) {
    return spark.createDataFrame(rows.get(table), columns.get(table));
  }

  /** Who is to be named when a row is otherwise. */
  static String named(Table table, Row row) {
    return row.getAs(table == Table.CREDIT_LEDGER ? "credit_grant_id" : "number");
  }
}
