package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.Conversion;
import io.lakebill.pricing.credit.CreditLine;
import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What an invoice is made of: an amount before discounts and tax, and what it is for.
 *
 * @param subscription that it is billed for; null for the invoice as a whole, see {@link
 *     #subscriptionId()}
 * @param earnedOn the day that decides which credits are valid for it: the last day of the time it
 *     pays for, or the first when it is billed in advance
 * @param conversion that gave the amount; null if it was charged as it is, see {@link
 *     #convertedBy()}
 */
public record InvoiceItem(
    LineKind kind,
    String subscription,
    LineTerms terms,
    LocalDate earnedOn,
    Money amount,
    Conversion conversion)
    implements Serializable {

  /** Refuses a conversion that gives another amount, and overage without one. */
  public InvoiceItem {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(earnedOn, "earned on");
    if (kind == LineKind.OVERAGE && conversion == null) {
      throw new IllegalArgumentException(
          terms.id() + " is overage, but nothing says what it was converted from");
    }
    if (conversion != null && !conversion.to().equals(amount)) {
      throw new IllegalArgumentException(
          terms.id() + " is " + amount + ", but was converted to " + conversion.to());
    }
  }

  /** An amount that was charged as it is. */
  public InvoiceItem(
      LineKind kind, String subscription, LineTerms terms, LocalDate earnedOn, Money amount) {
    this(kind, subscription, terms, earnedOn, amount, null);
  }

  /** The subscription that it is billed for, unless it is for the invoice as a whole. */
  public Optional<String> subscriptionId() {
    return Optional.ofNullable(subscription);
  }

  /** The conversion that gave the amount, if it was charged in something else. */
  public Optional<Conversion> convertedBy() {
    return Optional.ofNullable(conversion);
  }

  /** The same item in another currency. */
  InvoiceItem converted(Conversion by) {
    return new InvoiceItem(kind, subscription, terms, earnedOn, by.to(), by);
  }

  /** What credits may pay of it, once an amount is known. */
  CreditLine payable(Money open) {
    return new CreditLine(terms.id(), terms.product(), earnedOn, open);
  }
}
