package io.lakebill.jobs.invoice.note;

import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.issued.IssuedDocument;
import io.lakebill.pricing.issued.IssuedLine;
import io.lakebill.pricing.issued.IssuedTax;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/** Invoices and the credit notes of them, as rows of their tables have them. */
final class IssuedRows {

  private static final Pattern RATES = Pattern.compile(TaxRate.AND, Pattern.LITERAL);

  private final Map<String, Row> byId = new HashMap<>();
  private final Map<String, List<Row>> linesById = new HashMap<>();

  /** Of rows of {@code invoices} and {@code invoice_lines}. */
  IssuedRows(List<Row> invoices, List<Row> lines) {
    invoices.forEach(row -> byId.put(row.getAs("invoice_id"), row));
    lines.forEach(
        row ->
            linesById.computeIfAbsent(row.getAs("invoice_id"), any -> new ArrayList<>()).add(row));
  }

  /** The row of an invoice; empty if there is none. */
  Optional<Row> row(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The lines of a document, in their order. */
  List<Row> lines(String id) {
    return linesById.getOrDefault(id, List.of()).stream()
        .sorted(Comparator.comparing(row -> row.<Integer>getAs("line_number")))
        .toList();
  }

  /** The credit notes of an invoice, in their order. */
  List<IssuedDocument> notesOf(String invoiceId) {
    return byId.values().stream()
        .filter(row -> isNoteOf(row, invoiceId))
        .sorted(Comparator.comparing(row -> row.<Long>getAs("sequence")))
        .map(row -> document(row.getAs("invoice_id"), "credited_line"))
        .toList();
  }

  /** An invoice that is there. */
  private IssuedDocument invoice(String id) {
    return document(id, "line_number");
  }

  /**
   * The credit note that a request asks for.
   *
   * @param request a row of {@code invoice_requests}, one of those that credit notes do
   * @param before the notes that took some of the invoice back
   * @throws IllegalArgumentException if less is left of it
   */
  IssuedDocument note(Row request, List<IssuedDocument> before) {
    IssuedDocument invoice = invoice(request.getAs("invoice_id"));
    if (PendingRequests.isVoid(request)) {
      return invoice.after(before).takenBack();
    }
    Money net = new Money(request.getAs("net"), invoice.currency());
    Integer line = request.getAs("line_number");
    return line == null ? invoice.credited(before, net) : invoice.credited(before, line, net);
  }

  private static boolean isNoteOf(Row row, String invoiceId) {
    Row refersTo = row.getAs("refers_to");
    return refersTo != null && refersTo.getAs("invoice_id").equals(invoiceId);
  }

  private IssuedDocument document(String id, String number) {
    Row row = byId.get(id);
    PricingUnit currency = PricingUnit.currency(row.getAs("currency"));
    return new IssuedDocument(
        currency,
        lines(id).stream().map(line -> line(line, number, currency)).toList(),
        row.<Row>getList(row.fieldIndex("taxes")).stream()
            .map(
                tax ->
                    new IssuedTax(
                        tax.getAs("tax_rate_id"),
                        tax.getAs("percent"),
                        money(tax, "net", currency),
                        money(tax, "tax", currency)))
            .toList(),
        money(row, "paid_by_credits", currency));
  }

  private static IssuedLine line(Row line, String number, PricingUnit currency) {
    String rates = line.getAs("tax_rate_id");
    return new IssuedLine(
        line.getAs(number),
        money(line, "amount", currency),
        money(line, "discount", currency),
        money(line, "tax", currency),
        rates == null ? List.of() : RATES.splitAsStream(rates).toList());
  }

  private static Money money(Row row, String column, PricingUnit currency) {
    return new Money(row.<BigDecimal>getAs(column), currency);
  }
}
