package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.CommitmentOverageTerm;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.InvoiceBasis;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.InvoiceLine;
import io.lakebill.pricing.invoice.LineTerms;
import io.lakebill.pricing.invoice.MinimumTerm;
import io.lakebill.pricing.invoice.OverageTerm;
import io.lakebill.pricing.invoice.SubscriptionBill;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TrueUpTerm;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.Proration;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanMinimum;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.catalog.ZeroInvoices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a draft of what an account is charged at a billing date: brings the charges to {@link
 * InvoiceBasis}, which holds the order of everything that follows them.
 *
 * @param charges all with the key
 * @param owed to commitments beside them
 * @param terms of the account
 */
public record DraftAssembly(
    InvoiceKey key,
    List<ChargedPeriod> charges,
    List<RunningCommitments.Owed> owed,
    InvoicingTerms terms,
    Catalog catalog) {

  /** However Spark brought them: the order decides what credits pay first. */
  public DraftAssembly {
    charges = charges.stream().sorted(ChargedPeriod.ORDER).toList();
  }

  /** Of an account that has commitments, on the day that it is billed. */
  public static DraftAssembly of(
      InvoiceKey key,
      List<ChargedPeriod> charges,
      List<KeptCommitment> commitments,
      InvoicingTerms terms,
      Catalog catalog) {
    RunningCommitments running =
        new RunningCommitments(
            commitments,
            charges,
            key.billingDate(),
            new RunningCommitments.Own(key.seller(), key.paymentTermsDays()));
    return new DraftAssembly(key, charges, running.owed(key), terms, catalog);
  }

  private static final String MINIMUM = PlanMinimum.OF_PLAN.type();

  /** The draft, paid from these grants. */
  public DraftInvoice draft(List<GrantBalance> grants) {
    LineOrigins origins = new LineOrigins();
    List<SubscriptionBill> bills = bills(origins);
    MinimumTerm minimum = invoiceMinimum(origins).orElse(null);
    CommitmentLines commitments = new CommitmentLines(key, charges, terms, catalog, origins);
    List<InvoiceItem> fees = commitments.fees(owed);
    List<TrueUpTerm> trueUps = commitments.trueUps(owed);
    List<CommitmentOverageTerm> overages = commitments.overages(owed);
    Invoice invoice =
        invoice(
            basis -> basis.withCommitments(fees, trueUps, overages),
            bills,
            minimum,
            grants,
            origins);
    List<DraftLine> lines =
        IntStream.range(0, invoice.lines().size())
            .mapToObj(
                i -> {
                  InvoiceLine line = invoice.lines().get(i);
                  return DraftLine.of(i, line, origins.of(line));
                })
            .sorted(DraftLine.ORDER)
            .toList();
    int grace = charges.stream().mapToInt(ChargedPeriod::graceDays).max().orElse(0);
    return new DraftInvoice(
        key,
        key.billingDate().plusDays(grace),
        key.billingDate().plusDays(grace),
        invoice,
        lines,
        charges.stream()
            .map(DraftAssembly::bill)
            .distinct()
            .collect(Collectors.toMap(LineOrigin.Bill::id, LineOrigin.Bill::subscription)),
        origins.lacks(),
        reasons(origins.lacks()),
        isWorthless(invoice));
  }

  private List<String> reasons(List<String> lacks) {
    List<String> reasons = new ArrayList<>(lacks);
    charges.forEach(
        charge ->
            charge.whyHeld().ifPresent(why -> reasons.add(charge.subscription() + ": " + why)));
    return reasons;
  }

  private Invoice invoice(
      UnaryOperator<InvoiceBasis> commitments,
      List<SubscriptionBill> bills,
      MinimumTerm minimum,
      List<GrantBalance> grants,
      LineOrigins origins) {
    try {
      return commitments.apply(basis(bills, minimum, grants)).invoice();
    } catch (IllegalArgumentException | ArithmeticException e) {
      // One account's gap must not stop the night for the others.
      origins.lack(e.getMessage());
      List<SubscriptionBill> plain = bills.stream().map(this::inCurrencyAlone).toList();
      return basis(plain, null, List.of()).invoice();
    }
  }

  private InvoiceBasis basis(
      List<SubscriptionBill> bills, MinimumTerm minimum, List<GrantBalance> grants) {
    return new InvoiceBasis(
        currency(), key.billingDate(), bills, minimum, grants, terms.treatment(), terms.exchange());
  }

  /** What needs nothing else to be on an invoice. */
  private SubscriptionBill inCurrencyAlone(SubscriptionBill bill) {
    return new SubscriptionBill(
        bill.id(),
        bill.charges().stream()
            .filter(item -> item.amount().currency().equals(currency()))
            .toList(),
        List.of(),
        List.of(),
        null,
        bill.days(),
        bill.earnedOn());
  }

  private List<SubscriptionBill> bills(LineOrigins origins) {
    Map<LineOrigin.Bill, List<ChargedPeriod>> byBill = new LinkedHashMap<>();
    for (ChargedPeriod charge : charges) {
      byBill.computeIfAbsent(bill(charge), any -> new ArrayList<>()).add(charge);
    }
    return byBill.entrySet().stream()
        .map(entry -> bill(entry.getKey(), entry.getValue(), origins))
        .toList();
  }

  private static LineOrigin.Bill bill(ChargedPeriod charge) {
    return new LineOrigin.Bill(
        charge.account(), charge.subscription(), charge.plan(), charge.period());
  }

  private SubscriptionBill bill(
      LineOrigin.Bill bill, List<ChargedPeriod> charged, LineOrigins origins) {
    List<InvoiceItem> items = new ArrayList<>();
    MinimumTerm minimum = null;
    for (ChargedPeriod charge : charged) {
      if (charge.type().equals(MINIMUM)) {
        minimum = minimum(charge, origins);
      }
      items.addAll(items(bill, charge, origins));
    }
    LocalDate earnedOn =
        charged.stream().map(ChargedPeriod::earnedOn).max(LocalDate::compareTo).orElseThrow();
    return new SubscriptionBill(
        bill.id(),
        items,
        List.of(),
        overages(bill, charged, origins),
        minimum,
        Proration.FULL,
        earnedOn);
  }

  /** An item for each part of a charge; how they stand on the invoice is looked up once. */
  private List<InvoiceItem> items(LineOrigin.Bill bill, ChargedPeriod charge, LineOrigins origins) {
    if (charge.parts().isEmpty()) {
      return List.of();
    }
    List<TaxRate> rates = taxRates(charge, origins);
    String product =
        catalog
            .charge(charge.plan(), charge.charge(), charge.period().start())
            .flatMap(PlanCharge::product)
            .orElse(null);
    PricingUnit unit = unit(charge.unit());
    boolean isHidden = isHidden(charge);
    List<InvoiceItem> items = new ArrayList<>();
    for (int part = 0; part < charge.parts().size(); part++) {
      ChargedPeriod.Part line = charge.parts().get(part);
      if (isHidden && line.amount().signum() == 0) {
        continue;
      }
      LineTerms terms =
          origins.put(
              new LineTerms(charge.charge(), charge.name(), product, rates),
              new LineOrigin(bill, charge, part));
      items.add(
          new InvoiceItem(
              line.kind(), bill.id(), terms, charge.earnedOn(), new Money(line.amount(), unit)));
    }
    return items;
  }

  /** Whether its meter is left out of invoices where it costs nothing. */
  private boolean isHidden(ChargedPeriod charge) {
    return catalog
        .charge(charge.plan(), charge.charge(), charge.period().start())
        .filter(UsageCharge.class::isInstance)
        .flatMap(usage -> catalog.meter(((UsageCharge) usage).meter()))
        .filter(Meter::hidden)
        .isPresent();
  }

  /** It counts in full: its amount is prorated already, and what was charged before taken off. */
  private MinimumTerm minimum(ChargedPeriod asked, LineOrigins origins) {
    LineOrigin origin = new LineOrigin(bill(asked), asked, 0);
    Money least = Money.round(asked.exactAmount(), unit(asked.unit()));
    return new MinimumTerm(
        line(asked.charge(), asked.name(), Optional.of(asked), origin, origins),
        new Minimum(least.orZero()),
        Proration.FULL,
        least.negated().orZero());
  }

  /** Each is taxed as the first charge in its unit. */
  private List<OverageTerm> overages(
      LineOrigin.Bill bill, List<ChargedPeriod> charged, LineOrigins origins) {
    return catalog
        .plan(bill.plan(), bill.period().start())
        .map(Plan::overages)
        .orElse(List.of())
        .stream()
        .map(
            price ->
                new OverageTerm(
                    line(
                        price.unit() + "_overage",
                        price.unit() + " overage",
                        charged.stream()
                            .filter(charge -> charge.unit().equals(price.unit().code()))
                            .findFirst(),
                        new LineOrigin(bill, null, 0),
                        origins),
                    price))
        .toList();
  }

  /**
   * How a line that is of no charge stands on the invoice.
   *
   * @param taxedAs the charge whose rate of tax it has; empty for none
   */
  private LineTerms line(
      String id,
      String label,
      Optional<ChargedPeriod> taxedAs,
      LineOrigin origin,
      LineOrigins origins) {
    List<TaxRate> rates = taxedAs.map(as -> taxRates(as, origins)).orElse(List.of(TaxRate.NONE));
    return origins.put(new LineTerms(id, label, null, rates), origin);
  }

  private List<TaxRate> taxRates(ChargedPeriod charged, LineOrigins origins) {
    try {
      return terms
          .rates()
          .on(
              catalog.taxOf(charged.plan(), charged.charge(), charged.period().start()),
              charged.earnedOn());
    } catch (IllegalArgumentException e) {
      origins.lack(charged.subscription() + ": " + e.getMessage());
      return List.of(TaxRate.NONE);
    }
  }

  /** What is missing from the least that the invoice of a period comes to; taxed as its first. */
  private Optional<MinimumTerm> invoiceMinimum(LineOrigins origins) {
    List<ChargedPeriod> past =
        charges.stream()
            .filter(one -> !one.isAhead() && !one.isInterim() && !one.isBesidePeriod())
            .toList();
    return past.isEmpty()
        ? Optional.empty()
        : terms
            .minimum()
            .filter(least -> least.currency().equals(currency()))
            .map(
                least ->
                    new MinimumTerm(
                        line(
                            "invoice_minimum",
                            "Invoice minimum",
                            Optional.of(past.get(0)),
                            new LineOrigin(
                                new LineOrigin.Bill(null, null, null, all(past)), null, 0),
                            origins),
                        new Minimum(least),
                        Proration.FULL));
  }

  private static Days all(List<ChargedPeriod> charges) {
    return new Days(
        charges.stream().map(one -> one.period().start()).min(LocalDate::compareTo).orElseThrow(),
        charges.stream().map(one -> one.period().end()).max(LocalDate::compareTo).orElseThrow());
  }

  private PricingUnit currency() {
    return PricingUnit.currency(key.currency());
  }

  private PricingUnit unit(String code) {
    return catalog.unit(code).orElseThrow();
  }

  /** Whether all its plans skip invoices of nothing, and it is one. */
  private boolean isWorthless(Invoice invoice) {
    return invoice.units().isEmpty()
        && invoice.lines().stream().allMatch(line -> line.item().amount().signum() == 0)
        && charges.stream()
            .allMatch(
                charge ->
                    catalog
                        .plan(charge.plan(), charge.period().start())
                        .filter(plan -> plan.zeroInvoices() == ZeroInvoices.SKIP)
                        .isPresent());
  }
}
