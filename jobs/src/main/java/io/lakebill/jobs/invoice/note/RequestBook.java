package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * What people ask for about invoices and payments, written down row by row; the next run does it.
 * What is looked at before is what is published.
 */
public final class RequestBook {

  private final Lake lake;
  private final Clock clock;
  private final String by;
  private final Optional<Row> publication;

  /**
   * @param by who asks
   */
  public RequestBook(Lake lake, Clock clock, String by) {
    this.lake = lake;
    this.clock = clock;
    this.by = by;
    this.publication = Published.last(lake);
  }

  /** The published rows of a table. */
  public Dataset<Row> read(Table table) {
    return Published.read(lake, table, publication);
  }

  /**
   * An invoice that somebody names.
   *
   * @param name number or id
   * @throws RefusedRequestException if it is none, a credit note, or one of several
   */
  public Row invoice(String name) {
    Row invoice = document(name);
    if (invoice.<BigDecimal>getAs("total").signum() < 0 || invoice.getAs("refers_to") != null) {
      throw new RefusedRequestException("%s is a credit note".formatted(name));
    }
    return invoice;
  }

  /**
   * An invoice or a credit note that somebody names.
   *
   * @param name number or id
   * @throws RefusedRequestException if it is none, or one of several
   */
  public Row document(String name) {
    List<Row> found =
        read(Table.INVOICES)
            .where(col("number").equalTo(name).or(col("invoice_id").equalTo(name)))
            .collectAsList();
    if (found.isEmpty()) {
      throw new RefusedRequestException(
          "there is no invoice '%s'; `invoices list` shows them all".formatted(name));
    }
    if (found.size() > 1) {
      throw new RefusedRequestException(
          "%d invoices are called %s; name one by its id: %s"
              .formatted(
                  found.size(),
                  name,
                  found.stream()
                      .map(row -> row.<String>getAs("invoice_id"))
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }

  /** What was asked for, whether it was done or not. */
  public Dataset<Row> asked() {
    return lake.read(Table.INVOICE_REQUESTS);
  }

  /** Those of some requests that no run has done yet, the earliest first. */
  public List<Row> pending(Dataset<Row> requests) {
    return PendingRequests.pending(requests, read(Table.INVOICE_EVENTS)).collectAsList();
  }

  /**
   * A row that asks for something, not written yet.
   *
   * @param more further columns by name
   */
  public Row row(
      String request, String invoiceId, String account, String reason, Map<String, Object> more) {
    StructType columns = lake.schema(Table.INVOICE_REQUESTS);
    Map<String, Object> values = new HashMap<>(more);
    values.put("request_id", nextId());
    values.put("request", request);
    values.put("invoice_id", invoiceId);
    values.put("account_id", account);
    values.put("reason", reason);
    values.put("requested_by", by);
    values.put("requested_at", clock.instant());
    return new GenericRowWithSchema(
        Arrays.stream(columns.fieldNames()).map(values::get).toArray(), columns);
  }

  /** Counts on, so that what is asked for at once is done in the order in which it was. */
  private String nextId() {
    return "r-%08d".formatted(asked().count() + 1);
  }

  /** Writes it down. */
  public void write(Row request) {
    lake.append(
        Table.INVOICE_REQUESTS,
        lake.spark().createDataFrame(List.of(request), lake.schema(Table.INVOICE_REQUESTS)),
        WriteKey.of("request-" + request.<String>getAs("request_id")));
  }
}
