package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.DocumentLine;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Lines in UBL. */
final class UblLines {

  private final Ubl ubl;
  private final boolean isCreditNote;

  UblLines(Ubl ubl, boolean isCreditNote) {
    this.ubl = ubl;
    this.isCreditNote = isCreditNote;
  }

  void write(DocumentLine line) throws XMLStreamException {
    ubl.a(isCreditNote ? "CreditNoteLine" : "InvoiceLine", () -> content(line));
  }

  private void content(DocumentLine line) throws XMLStreamException {
    Counted counted = Counted.of(line);
    ubl.b("ID", String.valueOf(line.number()));
    Optional<String> note = counted.note(line);
    if (note.isPresent()) {
      ubl.b("Note", note.get());
    }
    ubl.b(
        isCreditNote ? "CreditedQuantity" : "InvoicedQuantity",
        Elements.figure(counted.quantity()),
        "unitCode",
        "C62");
    ubl.amount("LineExtensionAmount", line.net());
    ubl.a(
        "InvoicePeriod",
        () -> {
          ubl.b("StartDate", line.periodStart().toString());
          ubl.b("EndDate", line.periodEnd().minusDays(1).toString());
        });
    if (line.discount().signum() != 0) {
      ubl.a("AllowanceCharge", () -> discount(line.discount()));
    }
    ubl.a("Item", () -> item(line));
    ubl.a("Price", () -> ubl.amount("PriceAmount", counted.price()));
  }

  /** An allowance is never negative; what a discount takes from a credit is a charge. */
  private void discount(BigDecimal discount) throws XMLStreamException {
    ubl.b("ChargeIndicator", String.valueOf(discount.signum() < 0));
    ubl.b("AllowanceChargeReason", "Discount");
    ubl.amount("Amount", discount.abs());
  }

  private void item(DocumentLine line) throws XMLStreamException {
    ubl.b("Name", line.description());
    ubl.a(
        "ClassifiedTaxCategory",
        () -> {
          String category = line.taxCategory().orElse("O");
          ubl.b("ID", category);
          if (VatGroup.isVat(category)) {
            ubl.b("Percent", Elements.figure(line.taxPercent()));
          }
          ubl.a("TaxScheme", () -> ubl.b("ID", "VAT"));
        });
  }
}
