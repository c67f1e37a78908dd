package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an account owes, and how it came about: lines, less discounts, plus tax, less what prepaid
 * credits pay. All sums are of rounded amounts, so whoever adds up the lines gets the same. The
 * total may be negative; credits never pay that.
 *
 * @param currency of all lines
 * @param units what was charged in units of the seller's own; their rest is an overage line
 * @param lines in order: per subscription charges, composites, overage, plan minimum; then the
 *     invoice minimum
 * @param discounts by promotional credits
 * @param taxes one per rate; a line with several is in each
 * @param payments by prepaid credits, of gross amounts
 */
public record Invoice(
    PricingUnit currency,
    List<UnitBalance> units,
    List<InvoiceLine> lines,
    BurnDown discounts,
    List<TaxSubtotal> taxes,
    BurnDown payments)
    implements Serializable {

  /** Refuses parts that do not add up. */
  public Invoice {
    units = List.copyOf(units);
    lines = List.copyOf(lines);
    taxes = List.copyOf(taxes);
    requireDiscountsOfLines(lines, discounts);
    requireSame(
        "net amounts, at each of their rates, add up to",
        Money.sum(lines.stream().flatMap(Invoice::netAtEachRate).toList(), currency),
        "those that are taxed to",
        Money.sum(taxes.stream().map(TaxSubtotal::net).toList(), currency));
    requireSame(
        "taxes of the lines add up to",
        sum(lines, InvoiceLine::tax, currency),
        "those of the rates to",
        Money.sum(taxes.stream().map(TaxSubtotal::tax).toList(), currency));
    requireUnitsConverted(units, lines);
    requirePaymentsWithin(sum(lines, InvoiceLine::gross, currency), payments);
  }

  /** What is taxed of a line in percent, all its rates together; 0 if the account is not. */
  public BigDecimal taxPercent(InvoiceLine line) {
    return applied(line).map(TaxRate::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How a line stands to tax by the rates that were applied; of several one after the other. */
  public List<TaxCategory> taxCategories(InvoiceLine line) {
    return line.item().terms().taxCode().isEmpty()
        ? List.of()
        : applied(line).map(TaxRate::category).distinct().toList();
  }

  private Stream<TaxRate> applied(InvoiceLine line) {
    return line.item().terms().taxRates().stream().map(taxes.get(0).treatment()::applied);
  }

  private static Stream<Money> netAtEachRate(InvoiceLine line) {
    return line.item().terms().taxRates().stream().map(rate -> line.net());
  }

  /** All lines, before discounts and tax. */
  public Money subtotal() {
    return sum(lines, line -> line.item().amount(), currency);
  }

  /** After discounts, before tax. */
  public Money net() {
    return sum(lines, InvoiceLine::net, currency);
  }

  public Money tax() {
    return sum(lines, InvoiceLine::tax, currency);
  }

  /** The total: after discounts and tax, before prepaid credits pay. */
  public Money gross() {
    return sum(lines, InvoiceLine::gross, currency);
  }

  /** What is left to pay; negative if the customer is to have money back. */
  public Money amountDue() {
    return gross().minus(payments.total());
  }

  /** What the lines of a kind come to, before discounts and tax. */
  public Money total(LineKind kind) {
    List<InvoiceLine> ofKind = lines.stream().filter(line -> line.item().kind() == kind).toList();
    return sum(ofKind, line -> line.item().amount(), currency);
  }

  private static Money sum(
      List<InvoiceLine> lines, Function<InvoiceLine, Money> amount, PricingUnit currency) {
    return Money.sum(lines.stream().map(amount).toList(), currency);
  }

  private static void requireDiscountsOfLines(List<InvoiceLine> lines, BurnDown discounts) {
    for (int line = 0; line < lines.size(); line++) {
      String id = lines.get(line).item().terms().id();
      requireSame(
          "the discount of " + id + " is",
          lines.get(line).discount(),
          "credits took off",
          discounts.paidOf(line));
    }
  }

  private static void requireUnitsConverted(List<UnitBalance> units, List<InvoiceLine> lines) {
    for (UnitBalance balance : units) {
      Map<String, Money> converted =
          lines.stream()
              .map(InvoiceLine::item)
              .filter(item -> item.kind() == LineKind.OVERAGE)
              .filter(item -> item.conversion().from().currency().equals(balance.unit()))
              .collect(
                  Collectors.toMap(InvoiceItem::subscription, item -> item.conversion().from()));
      for (InvoiceItem item : balance.items()) {
        String subscription = item.subscription();
        requireSame(
            "the overage of " + subscription + " is",
            converted.getOrDefault(subscription, Money.zero(balance.unit())),
            "credits left",
            balance.left(subscription));
      }
    }
  }

  private static void requirePaymentsWithin(Money gross, BurnDown payments) {
    if (payments.total().signum() > 0 && payments.total().compareTo(gross) > 0) {
      throw new IllegalArgumentException(
          "credits pay " + payments.total() + " of an invoice of " + gross);
    }
  }

  private static void requireSame(String what, Money amount, String other, Money expected) {
    if (!amount.equals(expected)) {
      throw new IllegalArgumentException(what + " " + amount + ", but " + other + " " + expected);
    }
  }
}
