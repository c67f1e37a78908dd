package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.pricing.issued.IssuedDocument;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Writes down what somebody asks for about invoices, after it was looked at whether it can be done:
 * the next run does it. A credit note that would take back more than is left, with all that was
 * asked for before, is refused here.
 */
public final class AskAboutInvoice {

  private final RequestBook book;

  /**
   * @param by who asks
   */
  public AskAboutInvoice(Lake lake, Clock clock, String by) {
    this.book = new RequestBook(lake, clock, by);
  }

  /**
   * That an invoice is taken back as a whole.
   *
   * @param name number or id
   * @return the credit note to come
   * @throws RefusedRequestException if nothing is left of it
   */
  public IssuedDocument takeBack(String name, String reason) {
    return credit("void", name, null, null, reason);
  }

  /**
   * That an invoice is taken back as a whole, and issued again to whom the account is by then.
   *
   * @param name number or id
   * @return the credit note to come
   * @throws RefusedRequestException if any of it was taken back before
   */
  public IssuedDocument replace(String name, String reason) {
    return credit("replace", name, null, null, reason);
  }

  /**
   * That some of an invoice is taken back.
   *
   * @param name number or id
   * @param line the number of the line that it is taken from; null for all
   * @param net before tax
   * @return the credit note to come
   * @throws RefusedRequestException if less is left
   */
  public IssuedDocument credit(String name, Integer line, BigDecimal net, String reason) {
    return credit("credit", name, line, net, reason);
  }

  private IssuedDocument credit(
      String request, String name, Integer line, BigDecimal net, String reason) {
    Row invoice = book.invoice(name);
    String id = invoice.getAs("invoice_id");
    List<Row> issued =
        book.read(Table.INVOICES)
            .where(col("invoice_id").equalTo(id).or(col("refers_to.invoice_id").equalTo(id)))
            .collectAsList();
    IssuedRows documents =
        new IssuedRows(
            issued,
            book.read(Table.INVOICE_LINES)
                .where(
                    col("invoice_id")
                        .isin(issued.stream().map(row -> row.getAs("invoice_id")).toArray()))
                .collectAsList());
    List<IssuedDocument> notes = new ArrayList<>(documents.notesOf(id));
    for (Row earlier :
        book.pending(
            book.asked()
                .where(
                    col("invoice_id")
                        .equalTo(id)
                        .and(col("request").isin(PendingRequests.NOTES.toArray()))))) {
      requireNotVoid(PendingRequests.isVoid(earlier), invoice);
      notes.add(documents.note(earlier, notes));
    }
    book.read(Table.INVOICE_EVENTS)
        .where(col("invoice_id").equalTo(id).and(col("event").equalTo("voided")))
        .collectAsList()
        .forEach(row -> requireNotVoid(true, invoice));
    if (request.equals("replace") && !notes.isEmpty()) {
      throw new RefusedRequestException(
          "of invoice %s some was taken back before; void it, what is left cannot be issued again"
              .formatted(invoice.<String>getAs("number")));
    }
    Map<String, Object> of = new HashMap<>();
    of.put("line_number", line);
    of.put("net", net);
    of.put("currency", net == null ? null : invoice.getAs("currency"));
    Row asked = book.row(request, id, invoice.getAs("account_id"), reason, of);
    IssuedDocument note;
    try {
      note = documents.note(asked, notes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusedRequestException(
          "invoice %s: %s".formatted(invoice.<String>getAs("number"), e.getMessage()));
    }
    book.write(asked);
    return note;
  }

  private static void requireNotVoid(boolean isVoid, Row invoice) {
    if (isVoid) {
      throw new RefusedRequestException(
          "invoice %s is void already".formatted(invoice.<String>getAs("number")));
    }
  }

  /**
   * That nobody expects an invoice to be paid any more.
   *
   * @param name number or id
   */
  public void writeOff(String name, String reason) {
    Row invoice = book.invoice(name);
    book.write(
        book.row(
            "write_off",
            invoice.getAs("invoice_id"),
            invoice.getAs("account_id"),
            reason,
            Map.of()));
  }
}
