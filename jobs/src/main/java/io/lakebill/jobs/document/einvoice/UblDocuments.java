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
 * A document as UBL 2.1: an Invoice (380) or a CreditNote (381) of Peppol BIS Billing 3. What
 * {@link Expressible} objects to is refused.
 */
public final class UblDocuments implements DocumentFormat {

  private static final String CUSTOMIZATION =
      "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
  private static final String PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

  @Override
  public String extension() {
    return "ubl.xml";
  }

  @Override
  public Rendering render(BillingDocument document) {
    List<String> reasons = Expressible.inPeppol(document);
    if (!reasons.isEmpty()) {
      return new Rendering.Refused(reasons);
    }
    try {
      return new Rendering.Done(Writing.bytes(document));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + document.number() + " as UBL", e);
    }
  }

  private record Writing(BillingDocument document, EInvoice invoice, Ubl ubl) {

    static byte[] bytes(BillingDocument document) throws XMLStreamException {
      Ubl ubl = new Ubl(document.isCreditNote() ? "CreditNote" : "Invoice", document.currency());
      return ubl.document(new Writing(document, new EInvoice(document), ubl)::content);
    }

    private void content() throws XMLStreamException {
      head();
      UblParties parties = new UblParties(ubl);
      parties.write("AccountingSupplierParty", document.seller(), invoice.saysTax());
      parties.write("AccountingCustomerParty", document.buyer(), invoice.saysTax());
      Optional<EInvoice.Delivery> delivery = invoice.delivery();
      if (delivery.isPresent()) {
        ubl.a("Delivery", () -> delivery(delivery.get()));
      }
      payment();
      ubl.a("TaxTotal", this::taxes);
      ubl.a("LegalMonetaryTotal", this::totals);
      UblLines lines = new UblLines(ubl, document.isCreditNote());
      for (DocumentLine line : document.lines()) {
        lines.write(line);
      }
    }

    private void head() throws XMLStreamException {
      ubl.b("CustomizationID", CUSTOMIZATION);
      ubl.b("ProfileID", PROFILE);
      ubl.b("ID", document.number());
      ubl.b("IssueDate", document.dates().issued().toString());
      if (document.isCreditNote()) {
        ubl.b("CreditNoteTypeCode", invoice.typeCode());
      } else {
        ubl.b("DueDate", document.dates().due().toString());
        ubl.b("InvoiceTypeCode", invoice.typeCode());
      }
      ubl.b("DocumentCurrencyCode", document.currency());
      ubl.b("BuyerReference", document.accountId());
      if (document.purchaseOrder().isPresent()) {
        ubl.a("OrderReference", () -> ubl.b("ID", document.purchaseOrder().get()));
      }
      if (document.refersTo().isPresent()) {
        ubl.a("BillingReference", () -> reference(document.refersTo().get()));
      }
    }

    private void delivery(EInvoice.Delivery delivery) throws XMLStreamException {
      ubl.b("ActualDeliveryDate", delivery.day().toString());
      ubl.a("DeliveryLocation", () -> ubl.a("Address", () -> country(delivery.country())));
    }

    private void country(String code) throws XMLStreamException {
      ubl.a("Country", () -> ubl.b("IdentificationCode", code));
    }

    private void reference(BillingDocument.Reference other) throws XMLStreamException {
      ubl.a(
          "InvoiceDocumentReference",
          () -> {
            ubl.b("ID", other.number());
            ubl.b("IssueDate", other.issued().toString());
          });
    }

    private void payment() throws XMLStreamException {
      if (!invoice.saysAccount()) {
        return;
      }
      ubl.a(
          "PaymentMeans",
          () -> {
            ubl.b("PaymentMeansCode", "30");
            ubl.b("PaymentID", document.number());
            ubl.a(
                "PayeeFinancialAccount",
                () -> {
                  ubl.b("ID", document.bank().iban().get());
                  if (document.bank().bic().isPresent()) {
                    ubl.a(
                        "FinancialInstitutionBranch",
                        () -> ubl.b("ID", document.bank().bic().get()));
                  }
                });
          });
      ubl.a("PaymentTerms", () -> ubl.b("Note", invoice.terms()));
    }

    private void taxes() throws XMLStreamException {
      ubl.amount("TaxAmount", document.totals().tax());
      for (VatGroup tax : invoice.taxes()) {
        ubl.a("TaxSubtotal", () -> tax(tax));
      }
    }

    private void tax(VatGroup tax) throws XMLStreamException {
      ubl.amount("TaxableAmount", tax.net());
      ubl.amount("TaxAmount", tax.tax());
      ubl.a(
          "TaxCategory",
          () -> {
            ubl.b("ID", tax.category());
            if (VatGroup.isVat(tax.category())) {
              ubl.b("Percent", Elements.figure(tax.percent()));
            }
            if (tax.exemption().isPresent()) {
              ubl.b("TaxExemptionReason", tax.exemption().get());
            }
            ubl.a("TaxScheme", () -> ubl.b("ID", "VAT"));
          });
    }

    private void totals() throws XMLStreamException {
      Totals totals = document.totals();
      ubl.amount("LineExtensionAmount", invoice.net());
      ubl.amount("TaxExclusiveAmount", invoice.net());
      ubl.amount("TaxInclusiveAmount", totals.total());
      ubl.amount("PrepaidAmount", totals.paidByCredits());
      ubl.amount("PayableAmount", totals.amountDue());
    }
  }
}
