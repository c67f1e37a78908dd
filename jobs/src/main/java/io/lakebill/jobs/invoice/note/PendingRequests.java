package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.Demand;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.document.Sha256;
import io.lakebill.schemas.table.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What people asked for about invoices, and no run has done yet. */
public final class PendingRequests {

  private static final int ID_LENGTH = 32;

  /** What is done by credit notes. */
  public static final List<String> NOTES = List.of("void", "replace", "credit");

  private PendingRequests() {}

  /**
   * Those of some kinds, the earliest first; a run on demand does those of the account alone that
   * it bills.
   *
   * @param kinds as {@code invoice_requests} names them
   */
  public static List<Row> of(RunContext context, List<String> kinds) {
    if (context.isEmpty(Table.INVOICE_REQUESTS)) {
      return List.of();
    }
    Dataset<Row> asked =
        pending(
            context.pinned(Table.INVOICE_REQUESTS).where(col("request").isin(kinds.toArray())),
            context.pinned(Table.INVOICE_EVENTS));
    return context
        .run()
        .onDemand()
        .map(Demand::account)
        .map(account -> asked.where(col("account_id").equalTo(account)))
        .orElse(asked)
        .collectAsList();
  }

  /** Lines that were asked for and are on no invoice yet; they are on drafts of the night. */
  public static Dataset<Row> lines(RunContext context) {
    Dataset<Row> all = context.pinned(Table.INVOICE_REQUESTS);
    if (context.isEmpty(Table.INVOICE_REQUESTS)) {
      return all;
    }
    return all.where(col("request").equalTo("add_line"))
        .join(
            context
                .pinned(Table.INVOICE_LINES)
                .where(col("charge_type").equalTo("manual"))
                .select(col("charge_id").as("request_id")),
            new String[] {"request_id"},
            "left_anti");
  }

  /** Requests of which no event tells, the earliest first. */
  public static Dataset<Row> pending(Dataset<Row> requests, Dataset<Row> events) {
    return requests
        .join(events.select("request_id"), new String[] {"request_id"}, "left_anti")
        .orderBy("requested_at", "request_id");
  }

  /** The id of the invoice that is issued again because of a request. */
  static String replacementId(String requestId) {
    return Sha256.of("replacement|" + requestId).substring(0, ID_LENGTH);
  }

  /** Whether a request takes back all that is left of an invoice. */
  public static boolean isVoid(Row request) {
    return !request.getAs("request").equals("credit");
  }

  /** The id of the credit note that does a request. */
  public static String noteId(String requestId) {
    return Sha256.of("credit note|" + requestId).substring(0, ID_LENGTH);
  }
}
