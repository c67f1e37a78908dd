package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.DocumentLine;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.Totals;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * A document as UN/CEFACT Cross Industry Invoice of the profile EN 16931, which Factur-X and
 * ZUGFeRD put into PDFs. What {@link Expressible} objects to is refused.
 */
public final class CiiDocuments implements DocumentFormat {

  private static final String GUIDELINE = "urn:cen.eu:en16931:2017";

  @Override
  public String extension() {
    return "cii.xml";
  }

  @Override
  public Rendering render(BillingDocument document) {
    List<String> reasons = Expressible.inEn16931(document);
    if (!reasons.isEmpty()) {
      return new Rendering.Refused(reasons);
    }
    try {
      return new Rendering.Done(Writing.bytes(document));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + document.number() + " as CII", e);
    }
  }

  private record Writing(BillingDocument document, EInvoice invoice, Cii cii) {

    static byte[] bytes(BillingDocument document) throws XMLStreamException {
      Cii cii = new Cii();
      return cii.document(new Writing(document, new EInvoice(document), cii)::content);
    }

    private void content() throws XMLStreamException {
      cii.part(
          "ExchangedDocumentContext",
          () -> cii.a("GuidelineSpecifiedDocumentContextParameter", () -> cii.b("ID", GUIDELINE)));
      cii.part("ExchangedDocument", this::head);
      cii.part("SupplyChainTradeTransaction", this::transaction);
    }

    private void head() throws XMLStreamException {
      cii.b("ID", document.number());
      cii.b("TypeCode", invoice.typeCode());
      cii.day("IssueDateTime", document.dates().issued());
    }

    private void transaction() throws XMLStreamException {
      CiiLines lines = new CiiLines(cii);
      for (DocumentLine line : document.lines()) {
        lines.write(line);
      }
      cii.a("ApplicableHeaderTradeAgreement", this::agreement);
      cii.a("ApplicableHeaderTradeDelivery", this::delivery);
      cii.a("ApplicableHeaderTradeSettlement", this::settlement);
    }

    private void agreement() throws XMLStreamException {
      cii.b("BuyerReference", document.accountId());
      CiiParties parties = new CiiParties(cii);
      parties.write("SellerTradeParty", document.seller(), invoice.saysTax());
      parties.write("BuyerTradeParty", document.buyer(), invoice.saysTax());
      Optional<String> order = document.purchaseOrder();
      if (order.isPresent()) {
        cii.a("BuyerOrderReferencedDocument", () -> cii.b("IssuerAssignedID", order.get()));
      }
    }

    /** The element is there even where nothing is to be said. */
    private void delivery() throws XMLStreamException {
      Optional<EInvoice.Delivery> delivery = invoice.delivery();
      if (delivery.isPresent()) {
        String country = delivery.get().country();
        cii.a(
            "ShipToTradeParty",
            () -> cii.a("PostalTradeAddress", () -> cii.b("CountryID", country)));
        cii.a(
            "ActualDeliverySupplyChainEvent",
            () -> cii.day("OccurrenceDateTime", delivery.get().day()));
      }
    }

    private void settlement() throws XMLStreamException {
      if (invoice.saysAccount()) {
        cii.b("PaymentReference", document.number());
      }
      cii.b("InvoiceCurrencyCode", document.currency());
      if (invoice.saysAccount()) {
        cii.a("SpecifiedTradeSettlementPaymentMeans", this::account);
      }
      for (VatGroup tax : invoice.taxes()) {
        cii.a("ApplicableTradeTax", () -> tax(tax));
      }
      cii.a("SpecifiedTradePaymentTerms", this::terms);
      cii.a("SpecifiedTradeSettlementHeaderMonetarySummation", this::totals);
      Optional<BillingDocument.Reference> other = document.refersTo();
      if (other.isPresent()) {
        cii.a("InvoiceReferencedDocument", () -> reference(other.get()));
      }
    }

    private void account() throws XMLStreamException {
      cii.b("TypeCode", "30");
      cii.a(
          "PayeePartyCreditorFinancialAccount",
          () -> cii.b("IBANID", document.bank().iban().orElseThrow()));
      Optional<String> bic = document.bank().bic();
      if (bic.isPresent()) {
        cii.a("PayeeSpecifiedCreditorFinancialInstitution", () -> cii.b("BICID", bic.get()));
      }
    }

    private void tax(VatGroup tax) throws XMLStreamException {
      cii.amount("CalculatedAmount", tax.tax());
      cii.b("TypeCode", "VAT");
      if (tax.exemption().isPresent()) {
        cii.b("ExemptionReason", tax.exemption().get());
      }
      cii.amount("BasisAmount", tax.net());
      cii.b("CategoryCode", tax.category());
      if (VatGroup.isVat(tax.category())) {
        cii.b("RateApplicablePercent", Elements.figure(tax.percent()));
      }
    }

    private void terms() throws XMLStreamException {
      cii.b("Description", invoice.terms());
      if (!document.isCreditNote()) {
        cii.day("DueDateDateTime", document.dates().due());
      }
    }

    private void totals() throws XMLStreamException {
      Totals totals = document.totals();
      cii.amount("LineTotalAmount", invoice.net());
      cii.amount("TaxBasisTotalAmount", invoice.net());
      cii.b("TaxTotalAmount", Elements.figure(totals.tax()), "currencyID", document.currency());
      cii.amount("GrandTotalAmount", totals.total());
      cii.amount("TotalPrepaidAmount", totals.paidByCredits());
      cii.amount("DuePayableAmount", totals.amountDue());
    }

    private void reference(BillingDocument.Reference other) throws XMLStreamException {
      cii.b("IssuerAssignedID", other.number());
      cii.qualifiedDay("FormattedIssueDateTime", other.issued());
    }
  }
}
