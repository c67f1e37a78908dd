package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.DocumentLine;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Lines in CII. */
final class CiiLines {

  private final Cii cii;

  CiiLines(Cii cii) {
    this.cii = cii;
  }

  void write(DocumentLine line) throws XMLStreamException {
    cii.a("IncludedSupplyChainTradeLineItem", () -> content(line, Counted.of(line)));
  }

  private void content(DocumentLine line, Counted counted) throws XMLStreamException {
    cii.a("AssociatedDocumentLineDocument", () -> number(line, counted.note(line)));
    cii.a("SpecifiedTradeProduct", () -> cii.b("Name", line.description()));
    cii.a(
        "SpecifiedLineTradeAgreement",
        () ->
            cii.a("NetPriceProductTradePrice", () -> cii.amount("ChargeAmount", counted.price())));
    cii.a(
        "SpecifiedLineTradeDelivery",
        () -> cii.b("BilledQuantity", Elements.figure(counted.quantity()), "unitCode", "C62"));
    cii.a("SpecifiedLineTradeSettlement", () -> settlement(line));
  }

  private void number(DocumentLine line, Optional<String> note) throws XMLStreamException {
    cii.b("LineID", String.valueOf(line.number()));
    if (note.isPresent()) {
      cii.a("IncludedNote", () -> cii.b("Content", note.get()));
    }
  }

  private void settlement(DocumentLine line) throws XMLStreamException {
    cii.a("ApplicableTradeTax", () -> tax(line.taxCategory().orElse("O"), line.taxPercent()));
    cii.a(
        "BillingSpecifiedPeriod",
        () -> {
          cii.day("StartDateTime", line.periodStart());
          cii.day("EndDateTime", line.periodEnd().minusDays(1));
        });
    if (line.discount().signum() != 0) {
      cii.a("SpecifiedTradeAllowanceCharge", () -> discount(line.discount()));
    }
    cii.a(
        "SpecifiedTradeSettlementLineMonetarySummation",
        () -> cii.amount("LineTotalAmount", line.net()));
  }

  private void tax(String category, BigDecimal percent) throws XMLStreamException {
    cii.b("TypeCode", "VAT");
    cii.b("CategoryCode", category);
    if (VatGroup.isVat(category)) {
      cii.b("RateApplicablePercent", Elements.figure(percent));
    }
  }

  /** An allowance is never negative; what a discount takes from a credit is a charge. */
  private void discount(BigDecimal discount) throws XMLStreamException {
    cii.indicator("ChargeIndicator", discount.signum() < 0);
    cii.amount("ActualAmount", discount.abs());
    cii.b("Reason", "Discount");
  }
}
