package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.Conversion;
import io.lakebill.pricing.credit.CreditLine;
import io.lakebill.pricing.credit.Exchange;
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
 * @param conversion of the units that it was charged in; null if it was charged in money, see
 *     {@link #convertedBy()}
 * @param exchange that gave the amount in the currency of the invoice; null if it was charged in
 *     that, see {@link #exchangedBy()}
 */
public record InvoiceItem(
    LineKind kind,
    String subscription,
    LineTerms terms,
    LocalDate earnedOn,
    Money amount,
    Conversion conversion,
    Exchange exchange)
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
    if (exchange != null && !exchange.to().equals(amount)) {
      throw new IllegalArgumentException(
          terms.id() + " is " + amount + ", but was exchanged for " + exchange.to());
    }
    Money charged = exchange == null ? amount : exchange.from();
    if (conversion != null && !conversion.to().equals(charged)) {
      throw new IllegalArgumentException(
          terms.id() + " is " + charged + ", but was converted to " + conversion.to());
    }
  }

  /** An amount that was charged in units, in the currency of their price. */
  public InvoiceItem(
      LineKind kind,
      String subscription,
      LineTerms terms,
      LocalDate earnedOn,
      Money amount,
      Conversion conversion) {
    this(kind, subscription, terms, earnedOn, amount, conversion, null);
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

  /** The conversion of the units that it was charged in, if it was. */
  public Optional<Conversion> convertedBy() {
    return Optional.ofNullable(conversion);
  }

  /** The exchange that gave the amount, if it was charged in another currency. */
  public Optional<Exchange> exchangedBy() {
    return Optional.ofNullable(exchange);
  }

  /** What it was charged, in the currency of its price. */
  public Money charged() {
    return exchange == null ? amount : exchange.from();
  }

  /** The same item in another currency. */
  InvoiceItem exchanged(Exchange by) {
    return new InvoiceItem(kind, subscription, terms, earnedOn, by.to(), conversion, by);
  }

  /** What credits may pay of it, once an amount is known. */
  CreditLine payable(Money open) {
    return new CreditLine(terms.id(), terms.product(), earnedOn, open);
  }
}
