package io.lakebill.jobs.invoice;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.document.Sha256;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Seals each invoice of a series with the one before it: {@code chain = Sha256.of(previous chain +
 * content hash)}. Whoever changes, removes or inserts an invoice later breaks every seal after it.
 */
final class HashChain {

  /** What a seal belongs to. */
  static final List<String> KEY = List.of("seller_id", "series", "sequence");

  private static final String BEFORE_THE_FIRST = "";

  private static final StructType SEAL =
      StructType.fromDDL(
          """
          seller_id STRING, series STRING, sequence BIGINT,
          content_hash STRING, previous_hash STRING, chain_hash STRING
          """);

  private HashChain() {}

  /**
   * Seals of new invoices.
   *
   * @param contents {@code seller_id, series, sequence, content_hash}, in the order of the series
   */
  static Dataset<Row> seal(RunContext context, Dataset<Row> contents) {
    List<Row> invoices = contents.collectAsList();
    Map<String, String> last = invoices.isEmpty() ? Map.of() : lastSeals(context);
    List<Row> seals = new ArrayList<>();
    for (Row invoice : invoices) {
      String series = seriesKey(invoice);
      String content = invoice.getAs("content_hash");
      String previous = last.getOrDefault(series, BEFORE_THE_FIRST);
      String chain = Sha256.of(previous + content);
      last.put(series, chain);
      seals.add(
          RowFactory.create(
              invoice.getAs("seller_id"),
              invoice.getAs("series"),
              invoice.getAs("sequence"),
              content,
              previous,
              chain));
    }
    return context.spark().createDataFrame(seals, SEAL);
  }

  private static Map<String, String> lastSeals(RunContext context) {
    Map<String, String> last = new HashMap<>();
    context
        .pinned(Table.INVOICES)
        .groupBy("seller_id", "series")
        .agg(org.apache.spark.sql.functions.expr("max_by(chain_hash, sequence)").as("chain_hash"))
        .collectAsList()
        .forEach(row -> last.put(seriesKey(row), row.getAs("chain_hash")));
    return last;
  }

  private static String seriesKey(Row row) {
    return row.getAs("seller_id") + "\n" + row.getAs("series");
  }
}
