package io.lakebill.jobs.document;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.schemas.table.Table;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Published documents, read by one query however many are wanted. */
public final class DocumentReader {

  private static final List<Table> TABLES =
      List.of(
          Table.INVOICES, Table.INVOICE_LINES, Table.USAGE_DAILY, Table.ACCOUNTS, Table.SELLERS);

  private final SparkSession spark;
  private final PublishedTables tables;

  /** Those of a lake. */
  public DocumentReader(SparkSession spark, PublishedTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * Hands over one document after the other, by seller, series and position. Only some are in
   * memory at a time.
   */
  public void read(DocumentSelection wanted, Consumer<BillingDocument> reader) {
    Map<String, Dataset<Row>> frames = new HashMap<>();
    TABLES.forEach(table -> frames.put(table.tableName(), tables.read(table)));
    Iterator<Row> rows = Sql.run(spark, "documents", frames, wanted.parameters()).toLocalIterator();
    rows.forEachRemaining(row -> reader.accept(DocumentRows.document(row)));
  }
}
