package io.lakebill.tests.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every table of two lakes that were billed in other nights: they have the same rows, but for what
 * says when something was billed.
 */
final class BilledAlike {

  /** What depends on the night in which something is billed, by table. */
  private static final Map<Table, List<String>> OF_THE_NIGHT =
      Map.of(
          // Issued in another night, and so due on another day; the hashes are over these days.
          Table.INVOICES,
          List.of("issue_date", "due_date", "content_hash", "previous_hash", "chain_hash"),
          // The file is the night's.
          Table.PAYMENT_EXPORT,
          List.of("issue_date", "due_date", "export_file", "collect_on"),
          // Events landed in other nights.
          Table.UNMATCHED_EVENTS,
          List.of("landing"),
          Table.FINALIZED_PERIODS,
          List.of("landing", "finalized_on"),
          // The catalog of then had other lines yet.
          Table.BILLED_EVENTS,
          List.of("landing", "catalog_hash"));

  private BilledAlike() {}

  /** Fails with the rows that differ unless two lakes were billed the same. */
  static void assertSame(TestLake expected, TestLake actual) {
    BusinessRows.assertSame(
        BusinessRows.of(expected, BilledAlike::less), BusinessRows.of(actual, BilledAlike::less));
  }

  private static Dataset<Row> less(Table table, Dataset<Row> rows) {
    List<String> ofTheNight = OF_THE_NIGHT.getOrDefault(table, List.of());
    return table == Table.CREDIT_LEDGER
        // That of a burn is the billing date; all others are the night's.
        ? rows.withColumn("entry_date", when(col("entry").equalTo("burn"), col("entry_date")))
        : rows.drop(ofTheNight.toArray(String[]::new));
  }
}
