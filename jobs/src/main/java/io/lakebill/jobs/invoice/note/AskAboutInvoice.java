package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.PublishRun;
import io.lakebill.jobs.run.Published;
import io.lakebill.pricing.issued.IssuedDocument;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * Writes down what somebody asks for about invoices, after it was looked at whether it can be done:
 * the next run does it. A credit note that would take back more than is left, with all that was
 * asked for before, is refused here.
 */
public final class AskAboutInvoice {

  private final Lake lake;
  private final Clock clock;
  private final String by;
  private final Optional<Row> publication;

  /**
   * @param by who asks
   */
  public AskAboutInvoice(Lake lake, Clock clock, String by) {
    this.lake = lake;
    this.clock = clock;
    this.by = by;
    this.publication = Published.last(lake);
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
    Row invoice = invoice(name);
    String id = invoice.getAs("invoice_id");
    List<Row> issued =
        read(Table.INVOICES)
            .where(col("invoice_id").equalTo(id).or(col("refers_to.invoice_id").equalTo(id)))
            .collectAsList();
    IssuedRows documents =
        new IssuedRows(
            issued,
            read(Table.INVOICE_LINES)
                .where(
                    col("invoice_id")
                        .isin(issued.stream().map(row -> row.getAs("invoice_id")).toArray()))
                .collectAsList());
    List<IssuedDocument> notes = new ArrayList<>(documents.notesOf(id));
    for (Row earlier : pending(id)) {
      requireNotVoid(PendingRequests.isVoid(earlier), invoice);
      notes.add(documents.note(earlier, notes));
    }
    read(Table.INVOICE_EVENTS)
        .where(col("invoice_id").equalTo(id).and(col("event").equalTo("voided")))
        .collectAsList()
        .forEach(row -> requireNotVoid(true, invoice));
    if (request.equals("replace") && !notes.isEmpty()) {
      throw new RefusedRequestException(
          "of invoice %s some was taken back before; void it, what is left cannot be issued again"
              .formatted(invoice.<String>getAs("number")));
    }
    Row asked = row(request, id, invoice.getAs("account_id"), reason, line, net, invoice);
    IssuedDocument note;
    try {
      note = documents.note(asked, notes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusedRequestException(
          "invoice %s: %s".formatted(invoice.<String>getAs("number"), e.getMessage()));
    }
    write(asked);
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
    Row invoice = invoice(name);
    write(
        row(
            "write_off",
            invoice.getAs("invoice_id"),
            invoice.getAs("account_id"),
            reason,
            null,
            null,
            null));
  }

  /**
   * That nothing is issued of an account, or not one of its drafts.
   *
   * @param name of the account, or the id of the draft
   */
  public void hold(String name, String reason) {
    String draft = draft(name).orElse(null);
    write(row("hold", draft, account(name), reason, null, null, null));
  }

  /**
   * That what was held is issued.
   *
   * @param name of the account, or the id of the draft
   * @throws RefusedRequestException if nobody holds it
   */
  public void release(String name, String reason) {
    Holds holds =
        Holds.of(
            lake.read(Table.INVOICE_REQUESTS)
                .where(col("request").isin(Holds.REQUESTS.toArray()))
                .collectAsList());
    String draft = draft(name).orElse(null);
    String account = account(name);
    if (!holds.has(account, draft) && !isUnusual(draft)) {
      throw new RefusedRequestException(
          "nobody holds %s; `invoices list --state held` shows what waits, and why"
              .formatted(name));
    }
    write(row("release", draft, account, reason, null, null, null));
  }

  private boolean isUnusual(String draft) {
    return draft != null
        && !read(Table.DRAFT_INVOICES)
            .where(
                col("invoice_id")
                    .equalTo(draft)
                    .and(col("held_reason").contains(PublishRun.IMPLAUSIBLE)))
            .isEmpty();
  }

  /**
   * That a draft is issued by the next run, without waiting for late events.
   *
   * @param id of the draft
   * @throws RefusedRequestException if there is none, its period runs, or it is held
   */
  public void finalizeNow(String id, String reason) {
    Row draft =
        read(Table.DRAFT_INVOICES).where(col("invoice_id").equalTo(id)).collectAsList().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        "there is no draft '%s'; `invoices list --state open` shows them"
                            .formatted(id)));
    if (draft.getAs("held_reason") != null) {
      throw new RefusedRequestException(
          "draft %s is held: %s".formatted(id, draft.<String>getAs("held_reason")));
    }
    LocalDate billingDate = draft.getAs("billing_date");
    if (billingDate.isAfter(clock.instant().atZone(ZoneOffset.UTC).toLocalDate())) {
      throw new RefusedRequestException(
          "draft %s is billed on %s; `bill` invoices an account before".formatted(id, billingDate));
    }
    write(row("finalize", id, draft.getAs("account_id"), reason, null, null, null));
  }

  /**
   * That the next invoice of an account has a line more.
   *
   * @param net before tax, in the currency of that invoice; below 0 for what it costs less
   * @param reason what the line says
   * @return in which currency
   * @throws RefusedRequestException if there is no such account, nobody knows its currency, or the
   *     amount has more decimals than that
   */
  public PricingUnit addLine(String account, BigDecimal net, String reason) {
    Row known =
        Stream.of(
                read(Table.DRAFT_INVOICES).orderBy(col("billing_date"), col("invoice_id")),
                read(Table.INVOICES).orderBy(col("billing_date").desc()),
                lake.read(Table.ACCOUNTS).where("currency IS NOT NULL"))
            .flatMap(
                rows ->
                    rows
                        .where(col("account_id").equalTo(account))
                        .select("currency")
                        .limit(1)
                        .collectAsList()
                        .stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        "nothing of an account '%s' is drafted or invoiced that a line could follow"
                            .formatted(account)));
    PricingUnit currency = PricingUnit.currency(known.getAs("currency"));
    if (net.signum() == 0 || net.stripTrailingZeros().scale() > currency.decimals()) {
      throw new RefusedRequestException(
          "%s is no amount in %s".formatted(net.toPlainString(), currency));
    }
    write(row("add_line", null, account, reason, null, net, known));
    return currency;
  }

  /** A draft of that id is meant rather than an account. */
  private Optional<String> draft(String name) {
    return read(Table.DRAFT_INVOICES)
        .where(col("invoice_id").equalTo(name))
        .select("invoice_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .findFirst();
  }

  private String account(String name) {
    List<String> accounts =
        read(Table.DRAFT_INVOICES)
            .where(col("invoice_id").equalTo(name))
            .select("account_id")
            .union(
                lake.read(Table.ACCOUNTS)
                    .where(col("account_id").equalTo(name))
                    .select("account_id"))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (accounts.isEmpty()) {
      throw new RefusedRequestException(
          "there is neither an account nor a draft '%s'".formatted(name));
    }
    return accounts.get(0);
  }

  private Row invoice(String name) {
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
    Row invoice = found.get(0);
    if (invoice.<BigDecimal>getAs("total").signum() < 0 || invoice.getAs("refers_to") != null) {
      throw new RefusedRequestException("%s is a credit note".formatted(name));
    }
    return invoice;
  }

  private List<Row> pending(String invoiceId) {
    return PendingRequests.pending(
            lake.read(Table.INVOICE_REQUESTS)
                .where(
                    col("invoice_id")
                        .equalTo(invoiceId)
                        .and(col("request").isin(PendingRequests.NOTES.toArray()))),
            read(Table.INVOICE_EVENTS))
        .collectAsList();
  }

  private Dataset<Row> read(Table table) {
    return Published.read(lake, table, publication);
  }

  private Row row(
      String request,
      String invoiceId,
      String account,
      String reason,
      Integer line,
      BigDecimal net,
      Row invoice) {
    Object[] values = {
      nextId(),
      request,
      invoiceId,
      account,
      line,
      net,
      net == null ? null : invoice.getAs("currency"),
      reason,
      by,
      clock.instant()
    };
    return new GenericRowWithSchema(values, lake.schema(Table.INVOICE_REQUESTS));
  }

  /** Counts on, so that what is asked for at once is done in the order in which it was. */
  private String nextId() {
    return "r-%08d".formatted(lake.read(Table.INVOICE_REQUESTS).count() + 1);
  }

  private void write(Row request) {
    lake.append(
        Table.INVOICE_REQUESTS,
        lake.spark().createDataFrame(List.of(request), lake.schema(Table.INVOICE_REQUESTS)),
        WriteKey.of("request-" + request.<String>getAs("request_id")));
  }
}
