package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.DocumentLine;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Lines in UBL. Prices are never negative: what takes something away has a negative quantity. A
 * line whose price is in another currency, or whose share of a rounded charge is not quantity times
 * price to the cent, counts once at its amount and says its quantity in a note.
 */
final class UblLines {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final Ubl ubl;
  private final boolean isCreditNote;

  UblLines(Ubl ubl, boolean isCreditNote) {
    this.ubl = ubl;
    this.isCreditNote = isCreditNote;
  }

  /** How many at which price. */
  private record Counted(BigDecimal quantity, BigDecimal price, boolean asBilled) {

    static Counted of(DocumentLine line) {
      Optional<BigDecimal> price = line.unitAmount().filter(any -> line.priceCurrency().isEmpty());
      return price
          .map(one -> new Counted(line.quantity(), one, true).notNegative())
          .filter(counted -> counted.isOf(line.amount()))
          .orElseGet(() -> new Counted(BigDecimal.ONE, line.amount(), false).notNegative());
    }

    private Counted notNegative() {
      return price.signum() < 0 ? new Counted(quantity.negate(), price.negate(), asBilled) : this;
    }

    private boolean isOf(BigDecimal amount) {
      return quantity.multiply(price).subtract(amount).abs().compareTo(CENT) <= 0;
    }
  }

  void write(DocumentLine line) throws XMLStreamException {
    ubl.a(isCreditNote ? "CreditNoteLine" : "InvoiceLine", () -> content(line));
  }

  private void content(DocumentLine line) throws XMLStreamException {
    Counted counted = Counted.of(line);
    ubl.b("ID", String.valueOf(line.number()));
    if (!counted.asBilled()) {
      ubl.b("Note", "Quantity " + Ubl.figure(line.quantity()));
    }
    ubl.b(
        isCreditNote ? "CreditedQuantity" : "InvoicedQuantity",
        Ubl.figure(counted.quantity()),
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
          if (!category.equals("O")) {
            ubl.b("Percent", Ubl.figure(line.taxPercent()));
          }
          ubl.a("TaxScheme", () -> ubl.b("ID", "VAT"));
        });
  }
}
