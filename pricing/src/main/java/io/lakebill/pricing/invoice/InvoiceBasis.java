package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.Conversion;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.CreditLine;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Spread;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All that an invoice is made of. The order in which it comes together is that of {@link
 * #invoice()}.
 *
 * @param currency that is billed
 * @param date of billing, which decides the exchange rates, and what credits are valid for the
 *     invoice minimum: those of the day before
 * @param subscriptions in the order of their lines, each once
 * @param fees of commitments, which no credit pays
 * @param trueUps of commitments that end
 * @param minimum of the invoice as a whole; null for none, see {@link #invoiceMinimum()}
 * @param grants with what earlier invoices left of them; those that do not apply are left alone
 * @param rates for charges in other currencies
 */
public record InvoiceBasis(
    PricingUnit currency,
    LocalDate date,
    List<SubscriptionBill> subscriptions,
    List<InvoiceItem> fees,
    List<TrueUpTerm> trueUps,
    MinimumTerm minimum,
    List<GrantBalance> grants,
    TaxTreatment taxTreatment,
    ExchangeRates rates)
    implements Serializable {

  /**
   * Refuses to bill in a unit of the seller's own, minimums in other currencies, and a subscription
   * that is given twice.
   */
  public InvoiceBasis {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(taxTreatment, "tax treatment");
    Objects.requireNonNull(rates, "rates");
    subscriptions = List.copyOf(subscriptions);
    fees = List.copyOf(fees);
    trueUps = List.copyOf(trueUps);
    grants = List.copyOf(grants);
    if (!currency.isCurrency()) {
      throw new IllegalArgumentException(currency + " cannot be invoiced; only currencies can");
    }
    Set<String> ids = new HashSet<>();
    for (SubscriptionBill bill : subscriptions) {
      if (!ids.add(bill.id())) {
        throw new IllegalArgumentException("subscription " + bill.id() + " is given twice");
      }
      bill.planMinimum().ifPresent(term -> term.requireIn(currency));
    }
    if (minimum != null) {
      minimum.requireIn(currency);
    }
  }

  /** What an invoice is made of without commitments. */
  public InvoiceBasis(
      PricingUnit currency,
      LocalDate date,
      List<SubscriptionBill> subscriptions,
      MinimumTerm minimum,
      List<GrantBalance> grants,
      TaxTreatment taxTreatment,
      ExchangeRates rates) {
    this(currency, date, subscriptions, List.of(), List.of(), minimum, grants, taxTreatment, rates);
  }

  /** The same with what commitments owe. */
  public InvoiceBasis withCommitments(List<InvoiceItem> theirFees, List<TrueUpTerm> ending) {
    return new InvoiceBasis(
        currency, date, subscriptions, theirFees, ending, minimum, grants, taxTreatment, rates);
  }

  /** The minimum of the invoice as a whole, if there is one. */
  public Optional<MinimumTerm> invoiceMinimum() {
    return Optional.ofNullable(minimum);
  }

  /**
   * The invoice, in this order: charges, composites, credits in units of the seller's own, overage
   * of those units, plan minimums, commitments, the invoice minimum, promotional credits, tax,
   * prepaid credits.
   */
  public Invoice invoice() {
    List<UnitBalance> units = payUnits(subscriptions);

    List<InvoiceItem> items = new ArrayList<>();
    for (SubscriptionBill bill : subscriptions) {
      List<InvoiceItem> ofBill = inCurrency(bill.chargesAndComposites());
      ofBill.addAll(overage(bill, units));
      bill.planMinimum()
          .flatMap(term -> missing(term, ofBill, LineKind.PLAN_MINIMUM, bill.id(), bill.earnedOn()))
          .ifPresent(ofBill::add);
      items.addAll(ofBill);
    }
    List<InvoiceItem> charged = List.copyOf(items);
    items.addAll(fees);
    trueUps.stream().flatMap(term -> missing(term, charged).stream()).forEach(items::add);
    invoiceMinimum()
        .flatMap(term -> missing(term, items, LineKind.INVOICE_MINIMUM, null, date.minusDays(1)))
        .ifPresent(items::add);

    List<Money> amounts = items.stream().map(InvoiceItem::amount).toList();
    BurnDown discounts = pay(items, amounts, CreditGrant.Kind.PROMOTIONAL, Spread.IN_PROPORTION);
    List<Money> nets = rest(amounts, discounts);
    List<TaxRate> taxRates = items.stream().map(item -> item.terms().taxRate()).toList();
    Taxes taxes = Taxes.of(nets, taxRates, taxTreatment);

    List<InvoiceLine> lines =
        IntStream.range(0, items.size())
            .mapToObj(
                i -> new InvoiceLine(items.get(i), discounts.paidOf(i), taxes.shares().get(i)))
            .toList();
    List<Money> gross = lines.stream().map(InvoiceLine::gross).toList();
    BurnDown payments = pay(items, gross, CreditGrant.Kind.PREPAID, Spread.IN_ORDER);
    return new Invoice(currency, units, lines, discounts, taxes.subtotals(), payments);
  }

  /** Each unit of the seller's own, with what credits in it pay for all subscriptions together. */
  private List<UnitBalance> payUnits(List<SubscriptionBill> bills) {
    Map<PricingUnit, List<InvoiceItem>> byUnit = new LinkedHashMap<>();
    bills.stream()
        .flatMap(bill -> bill.chargesAndComposites().stream())
        .filter(item -> !item.amount().currency().isCurrency())
        .forEach(
            item ->
                byUnit
                    .computeIfAbsent(item.amount().currency(), unit -> new ArrayList<>())
                    .add(item));
    return byUnit.entrySet().stream()
        .map(entry -> UnitBalance.of(entry.getKey(), entry.getValue(), grants))
        .toList();
  }

  /** What is charged in currencies, in that of the invoice. */
  private List<InvoiceItem> inCurrency(List<InvoiceItem> charged) {
    List<InvoiceItem> items = new ArrayList<>();
    for (InvoiceItem item : charged) {
      PricingUnit unit = item.amount().currency();
      if (unit.equals(currency)) {
        items.add(item);
      } else if (unit.isCurrency()) {
        items.add(item.converted(rates.on(date, unit, currency).convert(item.amount())));
      }
    }
    return items;
  }

  /** A line for each unit of which credits left something to pay. */
  private List<InvoiceItem> overage(SubscriptionBill bill, List<UnitBalance> units) {
    List<InvoiceItem> items = new ArrayList<>();
    for (UnitBalance unit : units) {
      Money left = unit.left(bill.id());
      if (left.signum() != 0) {
        OverageTerm term = bill.overage(left, currency);
        Conversion conversion = term.price().convert(left);
        items.add(
            new InvoiceItem(
                LineKind.OVERAGE,
                bill.id(),
                term.terms(),
                bill.earnedOn(),
                conversion.to(),
                conversion));
      }
    }
    return items;
  }

  /** The adjustment that brings items up to a minimum, if they are below it. */
  private Optional<InvoiceItem> missing(
      MinimumTerm term,
      List<InvoiceItem> items,
      LineKind kind,
      String subscription,
      LocalDate earnedOn) {
    Money total = Money.sum(items.stream().map(InvoiceItem::amount).toList(), currency);
    Money missing = term.missingFrom(total);
    return missing.signum() == 0
        ? Optional.empty()
        : Optional.of(new InvoiceItem(kind, subscription, term.terms(), earnedOn, missing));
  }

  /** What brings charges up to what was agreed to be spent. */
  private static Optional<InvoiceItem> missing(TrueUpTerm term, List<InvoiceItem> charged) {
    Money missing = term.missingFrom(charged);
    return missing.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new InvoiceItem(LineKind.TRUE_UP, null, term.terms(), term.lastDay(), missing));
  }

  /** Lets grants of a kind pay what is open of the items. */
  private BurnDown pay(
      List<InvoiceItem> items, List<Money> open, CreditGrant.Kind kind, Spread spread) {
    List<GrantBalance> ofKind =
        grants.stream().filter(balance -> balance.grant().kind() == kind).toList();
    List<CreditLine> payable =
        IntStream.range(0, items.size())
            .mapToObj(
                i ->
                    items
                        .get(i)
                        .payable(
                            items.get(i).kind() == LineKind.COMMITMENT_FEE
                                ? Money.zero(currency)
                                : open.get(i)))
            .toList();
    return BurnDown.of(currency, ofKind, payable, spread);
  }

  private static List<Money> rest(List<Money> amounts, BurnDown paid) {
    return IntStream.range(0, amounts.size())
        .mapToObj(i -> amounts.get(i).minus(paid.paidOf(i)))
        .toList();
  }
}
