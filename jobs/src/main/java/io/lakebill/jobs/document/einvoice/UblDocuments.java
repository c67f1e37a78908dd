package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.DocumentLine;
import io.lakebill.jobs.document.DocumentTax;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.Totals;
import java.time.LocalDate;
import java.util.List;
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
    List<String> reasons = Expressible.reasons(document);
    if (!reasons.isEmpty()) {
      return new Rendering.Refused(reasons);
    }
    try {
      return new Rendering.Done(new Writing(document, new Ubl(document.currency())).bytes());
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write " + document.number() + " as UBL", e);
    }
  }

  private record Writing(BillingDocument document, Ubl ubl) {

    byte[] bytes() throws XMLStreamException {
      return ubl.document(document.isCreditNote() ? "CreditNote" : "Invoice", this::content);
    }

    private void content() throws XMLStreamException {
      head();
      boolean saysTax = UblTaxes.all(document).stream().noneMatch(tax -> category(tax).equals("O"));
      UblParties parties = new UblParties(ubl);
      parties.write("AccountingSupplierParty", document.seller(), saysTax);
      parties.write("AccountingCustomerParty", document.buyer(), saysTax);
      if (document.taxes().stream().anyMatch(tax -> category(tax).equals("K"))) {
        ubl.a("Delivery", this::delivery);
      }
      payment();
      new UblTaxes(ubl, document).write();
      ubl.a("LegalMonetaryTotal", this::totals);
      UblLines lines = new UblLines(ubl, document.isCreditNote());
      for (DocumentLine line : document.lines()) {
        lines.write(line);
      }
    }

    private static String category(DocumentTax tax) {
      return tax.category().orElse("");
    }

    private void head() throws XMLStreamException {
      ubl.b("CustomizationID", CUSTOMIZATION);
      ubl.b("ProfileID", PROFILE);
      ubl.b("ID", document.number());
      ubl.b("IssueDate", document.dates().issued().toString());
      if (document.isCreditNote()) {
        ubl.b("CreditNoteTypeCode", "381");
      } else {
        ubl.b("DueDate", document.dates().due().toString());
        ubl.b("InvoiceTypeCode", "380");
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

    /**
     * A supply inside the Union says when and to which country it went: services to the buyer's.
     */
    private void delivery() throws XMLStreamException {
      LocalDate last =
          document.lines().stream()
              .map(DocumentLine::periodEnd)
              .max(LocalDate::compareTo)
              .orElseThrow()
              .minusDays(1);
      ubl.b("ActualDeliveryDate", last.toString());
      ubl.a(
          "DeliveryLocation",
          () ->
              ubl.a(
                  "Address",
                  () ->
                      ubl.a(
                          "Country",
                          () ->
                              ubl.b(
                                  "IdentificationCode",
                                  document.buyer().country().orElseThrow()))));
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
      if (document.bank().iban().isEmpty() || document.isCreditNote()) {
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
      ubl.a(
          "PaymentTerms",
          () -> ubl.b("Note", document.dates().termsDays() + " days from the day of issue"));
    }

    private void totals() throws XMLStreamException {
      Totals totals = document.totals();
      var net = totals.subtotal().subtract(totals.discount());
      ubl.amount("LineExtensionAmount", net);
      ubl.amount("TaxExclusiveAmount", net);
      ubl.amount("TaxInclusiveAmount", totals.total());
      ubl.amount("PrepaidAmount", totals.paidByCredits());
      ubl.amount("PayableAmount", totals.amountDue());
    }
  }
}
