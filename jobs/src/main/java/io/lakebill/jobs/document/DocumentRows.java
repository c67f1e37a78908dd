package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** Makes documents of the rows of {@code documents.sql}. */
final class DocumentRows {

  private final Row row;

  /** What makes figures those of the document: a credit note's are turned round. */
  private final UnaryOperator<BigDecimal> sign;

  private final boolean isCreditNote;

  private DocumentRows(Row row) {
    this.row = row;
    this.isCreditNote =
        row.<BigDecimal>getAs("total").signum() < 0 || row.getAs("refers_to") != null;
    this.sign = isCreditNote ? BigDecimal::negate : figure -> figure;
  }

  /** The document that a row is. */
  static BillingDocument document(Row row) {
    return new DocumentRows(row).document();
  }

  private BillingDocument document() {
    Row seller = row.getAs("seller");
    return new BillingDocument(
        isCreditNote ? BillingDocument.Kind.CREDIT_NOTE : BillingDocument.Kind.INVOICE,
        row.getAs("number"),
        row.getAs("seller_id"),
        party(
            text(seller, "name").orElse(row.getAs("seller_id")),
            seller,
            contact().map(Party.Contact::email),
            contact()),
        party(row.getAs("account_name"), row.getAs("buyer"), text(row, "email"), Optional.empty()),
        new BankAccount(text(seller, "iban"), text(seller, "bic")),
        row.getAs("account_id"),
        row.getAs("currency"),
        new BillingDocument.Dates(
            row.getAs("billing_date"),
            row.getAs("issue_date"),
            row.getAs("due_date"),
            row.getAs("payment_terms_days")),
        text(row, "purchase_order"),
        rows("line_rows").stream().map(this::line).toList(),
        rows("taxes").stream().map(this::tax).toList(),
        new Totals(
            figure(row, "subtotal"),
            figure(row, "discount"),
            figure(row, "tax"),
            figure(row, "total"),
            figure(row, "paid_by_credits"),
            figure(row, "amount_due")),
        rows("exchange_rates").stream().map(DocumentRows::rate).toList(),
        usage(rows("usage_rows")),
        reference(),
        text(row, "language"));
  }

  private Optional<BillingDocument.Reference> reference() {
    return reference("refers_to", BillingDocument.Relation.TAKES_BACK)
        .or(() -> reference("replaces", BillingDocument.Relation.REPLACES));
  }

  private Optional<BillingDocument.Reference> reference(
      String column, BillingDocument.Relation relation) {
    return Optional.ofNullable(row.<Row>getAs(column))
        .map(
            other ->
                new BillingDocument.Reference(
                    relation,
                    other.getAs("number"),
                    other.getAs("issue_date"),
                    text(row, "reason")));
  }

  private Optional<Party.Contact> contact() {
    Row contact = row.getAs("contact");
    return text(contact, "name")
        .flatMap(
            name ->
                text(contact, "phone")
                    .flatMap(
                        phone ->
                            text(contact, "email")
                                .map(email -> new Party.Contact(name, phone, email))));
  }

  private static Party party(
      String name, Row kept, Optional<String> email, Optional<Party.Contact> contact) {
    if (kept == null) {
      return Party.named(name);
    }
    return new Party(
        name,
        true,
        text(kept, "country"),
        text(kept, "tax_id"),
        text(kept, "address"),
        text(kept, "city"),
        text(kept, "postal_code"),
        email,
        contact);
  }

  private DocumentLine line(Row line) {
    return new DocumentLine(
        line.getAs("line_number"),
        text(line, "subscription_id").orElse("") + '/' + line.getAs("charge_id"),
        line.getAs("description"),
        line.getAs("line_type").equals("correction"),
        line.getAs("period_start"),
        line.getAs("period_end"),
        figure(line, "quantity"),
        Optional.ofNullable(line.getAs("unit_amount")),
        figure(line, "amount"),
        figure(line, "discount"),
        text(line, "tax_rate_id"),
        text(line, "tax_category"),
        line.getAs("tax_percent"),
        text(line, "price_currency"));
  }

  private DocumentTax tax(Row tax) {
    String rate = tax.getAs("tax_rate_id");
    return new DocumentTax(
        rate,
        text(tax, "name").orElse(rate),
        tax.getAs("percent"),
        figure(tax, "net"),
        figure(tax, "tax"),
        text(tax, "category"),
        text(tax, "reason"));
  }

  private static AppliedRate rate(Row rate) {
    return new AppliedRate(rate.getAs("from_currency"), rate.getAs("rate"), rate.getAs("date"));
  }

  /** Rows come by meter and day. */
  private static List<UsageDays> usage(List<Row> rows) {
    Map<String, List<UsageDays.Day>> days = new LinkedHashMap<>();
    for (Row row : rows) {
      days.computeIfAbsent(row.getAs("meter_id"), meter -> new ArrayList<>())
          .add(new UsageDays.Day(row.<LocalDate>getAs("day"), row.getAs("quantity")));
    }
    return days.entrySet().stream()
        .map(meter -> new UsageDays(meter.getKey(), meter.getValue()))
        .toList();
  }

  private BigDecimal figure(Row from, String column) {
    return sign.apply(from.getAs(column));
  }

  private List<Row> rows(String column) {
    int field = row.fieldIndex(column);
    return row.isNullAt(field) ? List.of() : row.getList(field);
  }

  private static Optional<String> text(Row from, String column) {
    return from == null
        ? Optional.empty()
        : Optional.ofNullable(from.<String>getAs(column)).filter(text -> !text.isBlank());
  }
}
