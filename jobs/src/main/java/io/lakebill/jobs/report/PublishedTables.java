package io.lakebill.jobs.report;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.table.Table;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lake's tables as readers see them: what is published, and the inputs as they are. */
public final class PublishedTables {

  private final Lake lake;
  private final Optional<Row> publication;

  /** Looks up once what is published, so that all tables belong together. */
  public PublishedTables(Lake lake) {
    this.lake = lake;
    this.publication = Published.last(lake);
  }

  /** The session to ask with. */
  SparkSession spark() {
    return lake.spark();
  }

  /** The published rows of a table. */
  public Dataset<Row> read(Table table) {
    return Published.read(lake, table, publication);
  }

  /** Answers a query over the tables by name. */
  public QueryResult query(String sql) {
    for (Table table : Table.values()) {
      if (sql.toLowerCase(Locale.ROOT).contains(table.tableName())) {
        read(table).createOrReplaceTempView(table.tableName());
      }
    }
    // Only a query can stand in brackets; a statement that changes something cannot.
    return QueryResult.of(lake.spark().sql("SELECT * FROM (\n" + sql + "\n)"));
  }
}
