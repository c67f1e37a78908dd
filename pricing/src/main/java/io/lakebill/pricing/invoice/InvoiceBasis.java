package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.Conversion;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.CreditLine;
import io.lakebill.pricing.credit.Exchange;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Spread;
import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
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
 * @param overages of commitments that run
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
    List<CommitmentOverageTerm> overages,
    MinimumTerm minimum,
    List<GrantBalance> grants,
    TaxTreatment taxTreatment,
    ExchangeRates rates)
    implements Serializable {

  /**
   * Refuses to bill in a unit of the seller's own, a minimum in another currency, and a
   * subscription that is given twice.
   */
  public InvoiceBasis {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(taxTreatment, "tax treatment");
    Objects.requireNonNull(rates, "rates");
    subscriptions = List.copyOf(subscriptions);
    fees = List.copyOf(fees);
    trueUps = List.copyOf(trueUps);
    overages = List.copyOf(overages);
    grants = List.copyOf(grants);
    if (!currency.isCurrency()) {
      throw new IllegalArgumentException(currency + " cannot be invoiced; only currencies can");
    }
    Set<String> ids = new HashSet<>();
    for (SubscriptionBill bill : subscriptions) {
      if (!ids.add(bill.id())) {
        throw new IllegalArgumentException("subscription " + bill.id() + " is given twice");
      }
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
    this(
        currency,
        date,
        subscriptions,
        List.of(),
        List.of(),
        List.of(),
        minimum,
        grants,
        taxTreatment,
        rates);
  }

  /** The same with what commitments owe. */
  public InvoiceBasis withCommitments(
      List<InvoiceItem> theirFees,
      List<TrueUpTerm> ending,
      List<CommitmentOverageTerm> theirOverages) {
    return new InvoiceBasis(
        currency,
        date,
        subscriptions,
        theirFees,
        ending,
        theirOverages,
        minimum,
        grants,
        taxTreatment,
        rates);
  }

  /** The minimum of the invoice as a whole, if there is one. */
  public Optional<MinimumTerm> invoiceMinimum() {
    return Optional.ofNullable(minimum);
  }

  /**
   * The invoice, in this order: charges, composites, credits in units of the seller's own, overage
   * of those units, plan minimums, exchange into the currency of the invoice, commitments, the
   * invoice minimum, promotional credits, tax, prepaid credits.
   */
  public Invoice invoice() {
    List<UnitBalance> units = payUnits(subscriptions);

    List<InvoiceItem> items = new ArrayList<>();
    for (SubscriptionBill bill : subscriptions) {
      List<InvoiceItem> ofBill = inMoney(bill.chargesAndComposites());
      ofBill.addAll(overage(bill, units));
      bill.planMinimum()
          .flatMap(term -> missing(term, ofBill, LineKind.PLAN_MINIMUM, bill.id(), bill.earnedOn()))
          .ifPresent(ofBill::add);
      items.addAll(exchanged(ofBill));
    }
    List<InvoiceItem> charged = List.copyOf(items);
    items.addAll(fees);
    trueUps.stream().flatMap(term -> missing(term, charged).stream()).forEach(items::add);
    overages.stream().flatMap(term -> beyond(term, charged).stream()).forEach(items::add);
    invoiceMinimum()
        .flatMap(term -> missing(term, items, LineKind.INVOICE_MINIMUM, null, date.minusDays(1)))
        .ifPresent(items::add);

    List<Money> amounts = items.stream().map(InvoiceItem::amount).toList();
    BurnDown discounts = pay(items, amounts, CreditGrant.Kind.PROMOTIONAL, Spread.IN_PROPORTION);
    List<Money> nets = rest(amounts, discounts);
    List<List<TaxRate>> rates = items.stream().map(item -> item.terms().taxRates()).toList();
    Taxes taxes = Taxes.of(nets, rates, taxTreatment);

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

  /** What is charged in currencies. */
  private static List<InvoiceItem> inMoney(List<InvoiceItem> charged) {
    return new ArrayList<>(
        charged.stream().filter(item -> item.amount().currency().isCurrency()).toList());
  }

  /**
   * The items of a subscription in the currency of the invoice: what each of its charges comes to
   * is rounded once, and its items share that.
   */
  private List<InvoiceItem> exchanged(List<InvoiceItem> items) {
    Map<List<Object>, List<Integer>> byCharge = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      InvoiceItem item = items.get(i);
      PricingUnit unit = item.amount().currency();
      if (!unit.equals(currency)) {
        byCharge.computeIfAbsent(List.of(unit, item.terms().id()), any -> new ArrayList<>()).add(i);
      }
    }
    List<InvoiceItem> all = new ArrayList<>(items);
    for (List<Integer> places : byCharge.values()) {
      ExchangeRate rate = rates.on(date, items.get(places.get(0)).amount().currency(), currency);
      List<BigDecimal> exact =
          places.stream().map(place -> rate.exact(items.get(place).amount())).toList();
      Money total = Money.round(exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add), currency);
      List<Money> shares = Allocation.largestRemainder(total, exact);
      for (int i = 0; i < places.size(); i++) {
        InvoiceItem item = items.get(places.get(i));
        all.set(places.get(i), item.exchanged(new Exchange(item.amount(), rate, shares.get(i))));
      }
    }
    return all;
  }

  private Money in(PricingUnit other, Money amount) {
    return amount.currency().equals(other)
        ? amount
        : rates.on(date, amount.currency(), other).convert(amount);
  }

  /** A line for each unit of which credits left something to pay. */
  private List<InvoiceItem> overage(SubscriptionBill bill, List<UnitBalance> units) {
    List<InvoiceItem> items = new ArrayList<>();
    for (UnitBalance unit : units) {
      Money left = unit.left(bill.id());
      if (left.signum() != 0) {
        OverageTerm term = bill.overage(left);
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
    PricingUnit own = term.minimum().amount().currency();
    Money missing =
        term.missingFrom(
            Money.sum(
                items.stream()
                    .filter(item -> item.kind().countsTowardsMinimum())
                    .map(item -> in(own, item.amount()))
                    .toList(),
                own));
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

  /** What is beyond what was agreed to be spent costs more. */
  private Optional<InvoiceItem> beyond(CommitmentOverageTerm term, List<InvoiceItem> charged) {
    Money due = term.dueWith(charged);
    return due.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new InvoiceItem(
                LineKind.COMMITMENT_OVERAGE, null, term.terms(), date.minusDays(1), due));
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
                            isPaidAsItIs(items.get(i), kind) ? Money.zero(currency) : open.get(i)))
            .toList();
    return BurnDown.of(currency, ofKind, payable, spread);
  }

  /** No credit pays a fee of a commitment, and no discount what has its discounts taken off. */
  private static boolean isPaidAsItIs(InvoiceItem item, CreditGrant.Kind kind) {
    return item.kind() == LineKind.COMMITMENT_FEE
        || (item.kind() == LineKind.NET_CORRECTION && kind == CreditGrant.Kind.PROMOTIONAL);
  }

  private static List<Money> rest(List<Money> amounts, BurnDown paid) {
    return IntStream.range(0, amounts.size())
        .mapToObj(i -> amounts.get(i).minus(paid.paidOf(i)))
        .toList();
  }
}
