package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentTax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tax of a category and percentage, which EN 16931 wants once each, whatever rates it is of.
 *
 * @param exemption why nothing is owed; present where the category wants a reason, and only there
 */
record VatGroup(
    String category,
    BigDecimal percent,
    BigDecimal net,
    BigDecimal tax,
    Optional<String> exemption) {

  private static final Set<String> EXEMPT = Set.of("E", "AE", "K", "G", "O");

  /** Those of a document. Where no line names a rate, there is one: it is not subject to any. */
  static List<VatGroup> all(BillingDocument document) {
    if (document.taxes().isEmpty()) {
      BigDecimal zero = BigDecimal.ZERO;
      return List.of(
          new VatGroup("O", zero, document.totals().total(), zero, Optional.of(reason("O"))));
    }
    return document.taxes().stream()
        .collect(
            Collectors.groupingBy(
                tax -> tax.category().orElseThrow() + ' ' + Elements.figure(tax.percent()),
                TreeMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(VatGroup::of)
        .toList();
  }

  private static VatGroup of(List<DocumentTax> taxes) {
    DocumentTax first = taxes.get(0);
    String category = first.category().orElseThrow();
    return new VatGroup(
        category,
        first.percent(),
        sum(taxes.stream().map(DocumentTax::net)),
        sum(taxes.stream().map(DocumentTax::tax)),
        EXEMPT.contains(category)
            ? Optional.of(first.reason().orElse(reason(category)))
            : Optional.empty());
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

  /** Whether a category is one of VAT at all; the one that is not has no percentage. */
  static boolean isVat(String category) {
    return !category.equals("O");
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
