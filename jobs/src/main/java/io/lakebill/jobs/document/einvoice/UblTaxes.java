package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentTax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/** Taxes by category and percentage, which EN 16931 wants once each, whatever rates they are of. */
final class UblTaxes {

  private final Ubl ubl;
  private final BillingDocument document;

  UblTaxes(Ubl ubl, BillingDocument document) {
    this.ubl = ubl;
    this.document = document;
  }

  /** Of a document whose lines name no rate, the one tax there is: it is not subject to any. */
  static List<DocumentTax> all(BillingDocument document) {
    if (!document.taxes().isEmpty()) {
      return document.taxes();
    }
    BigDecimal net = document.totals().total();
    return List.of(
        new DocumentTax(
            "", "", BigDecimal.ZERO, net, BigDecimal.ZERO, Optional.of("O"), Optional.empty()));
  }

  void write() throws XMLStreamException {
    TreeMap<String, List<DocumentTax>> groups =
        all(document).stream()
            .collect(
                Collectors.groupingBy(
                    tax -> tax.category().orElseThrow() + ' ' + Ubl.figure(tax.percent()),
                    TreeMap::new,
                    Collectors.toList()));
    ubl.a(
        "TaxTotal",
        () -> {
          ubl.amount("TaxAmount", document.totals().tax());
          for (List<DocumentTax> group : groups.values()) {
            ubl.a("TaxSubtotal", () -> subtotal(group));
          }
        });
  }

  private void subtotal(List<DocumentTax> group) throws XMLStreamException {
    ubl.amount("TaxableAmount", sum(group.stream().map(DocumentTax::net)));
    ubl.amount("TaxAmount", sum(group.stream().map(DocumentTax::tax)));
    DocumentTax first = group.get(0);
    String category = first.category().orElseThrow();
    ubl.a(
        "TaxCategory",
        () -> {
          ubl.b("ID", category);
          if (!category.equals("O")) {
            ubl.b("Percent", Ubl.figure(first.percent()));
          }
          if (List.of("E", "AE", "K", "G", "O").contains(category)) {
            ubl.b("TaxExemptionReason", first.reason().orElse(reason(category)));
          }
          ubl.a("TaxScheme", () -> ubl.b("ID", "VAT"));
        });
  }

  private static String reason(String category) {
    return switch (category) {
      case "AE" -> "Reverse charge";
      case "K" -> "Intra-Community supply";
      case "G" -> "Export outside the EU";
      case "O" -> "Not subject to VAT";
      default -> "Exempt from VAT";
    };
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
