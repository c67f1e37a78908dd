package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Commitment;
import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A commitment that ends, and how what is missing from it stands on the invoice.
 *
 * @param products whose charges count towards it; empty for all
 * @param counted what counts towards it and is on other invoices
 */
public record TrueUpTerm(
    LineTerms terms, Commitment commitment, Set<String> products, Money counted)
    implements Serializable {

  public TrueUpTerm {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(counted, "counted");
    products = Set.copyOf(products);
  }

  /** What counts of an invoice towards a commitment, before discounts and tax. */
  public static Money counted(
      Commitment commitment, Set<String> products, List<InvoiceItem> items) {
    return Money.sum(
        items.stream()
            .filter(item -> item.kind().isSpent())
            .filter(item -> isIn(commitment, item.earnedOn()))
            .filter(
                item ->
                    products.isEmpty()
                        || item.terms().productId().filter(products::contains).isPresent())
            .map(InvoiceItem::amount)
            .toList(),
        commitment.amount().currency());
  }

  /** What is missing beside what is on the invoice; nothing if it is reached. */
  Money missingFrom(List<InvoiceItem> onInvoice) {
    return commitment.trueUp(counted.plus(counted(commitment, products, onInvoice)));
  }

  LocalDate lastDay() {
    return commitment.end().minusDays(1);
  }

  private static boolean isIn(Commitment commitment, LocalDate day) {
    return !day.isBefore(commitment.start()) && day.isBefore(commitment.end());
  }
}
