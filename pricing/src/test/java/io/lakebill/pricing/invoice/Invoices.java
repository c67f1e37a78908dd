package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule.LeastTotal;
import io.lakebill.pricing.contract.CompositeRule.Percentage;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Grants;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds invoices for January 2025 as tests write them down: one subscription, USD, no tax. */
final class Invoices {

  static final PricingUnit USD = PricingUnit.currency("USD");

  static final PricingUnit EUR = PricingUnit.currency("EUR");

  static final PricingUnit CCU = PricingUnit.custom("CCU", 2);

  static final TaxRate STANDARD = new TaxRate("S", new BigDecimal("20"));

  static final LocalDate LAST_DAY = LocalDate.parse("2025-01-31");

  static final LocalDate BILLED = LocalDate.parse("2025-02-01");

  private final List<InvoiceItem> charges = new ArrayList<>();
  private final List<CompositeTerm> composites = new ArrayList<>();
  private final List<OverageTerm> overages = new ArrayList<>();
  private final List<GrantBalance> grants = new ArrayList<>();
  private final List<SubscriptionBill> others = new ArrayList<>();
  private List<TaxRate> taxRates = List.of(TaxRate.NONE);
  private TaxTreatment treatment = TaxTreatment.TAXED;
  private ExchangeRates rates = ExchangeRates.NONE;
  private PricingUnit currency = USD;
  private Proration days = Proration.FULL;
  private MinimumTerm planMinimum;
  private MinimumTerm invoiceMinimum;

  /** Of usage, for the product of the same name in capitals. */
  Invoices charge(String id, String amount) {
    return charge(LineKind.USAGE, id, money(amount));
  }

  Invoices charge(LineKind kind, String id, Money amount) {
    charges.add(new InvoiceItem(kind, "sub", terms(id), LAST_DAY, amount));
    return this;
  }

  /** The rates of what is added from here on. */
  Invoices taxedAt(TaxRate... rates) {
    taxRates = List.of(rates);
    return this;
  }

  Invoices treated(TaxTreatment taxTreatment) {
    treatment = taxTreatment;
    return this;
  }

  Invoices percentage(String id, String percent, String... of) {
    composites.add(
        new CompositeTerm(
            terms(id), new Composite(new Percentage(new BigDecimal(percent)), Set.of(of), USD)));
    return this;
  }

  Invoices least(String id, String minimum, String... of) {
    composites.add(
        new CompositeTerm(
            terms(id),
            new Composite(new LeastTotal(new Minimum(money(minimum))), Set.of(of), USD)));
    return this;
  }

  Invoices overage(String id, String unitAmount) {
    overages.add(
        new OverageTerm(terms(id), new OveragePrice(CCU, new BigDecimal(unitAmount), USD)));
    return this;
  }

  Invoices planMinimum(String amount) {
    planMinimum = new MinimumTerm(terms("plan_minimum"), new Minimum(money(amount)), days);
    return this;
  }

  Invoices invoiceMinimum(String amount) {
    invoiceMinimum = new MinimumTerm(terms("invoice_minimum"), new Minimum(money(amount)), days);
    return this;
  }

  Invoices grant(String id, Kind kind, Money amount, Scope scope) {
    grants.add(Grants.grant(id, kind, amount, scope));
    return this;
  }

  Invoices promotional(String id, String amount) {
    return grant(id, Kind.PROMOTIONAL, money(amount), Scope.ALL);
  }

  Invoices prepaid(String id, String amount) {
    return grant(id, Kind.PREPAID, money(amount), Scope.ALL);
  }

  Invoices days(int ofThirty) {
    days = new Proration(ofThirty, 30);
    return this;
  }

  Invoices in(PricingUnit invoiceCurrency, ExchangeRates exchangeRates) {
    currency = invoiceCurrency;
    rates = exchangeRates;
    return this;
  }

  Invoices beside(SubscriptionBill other) {
    others.add(other);
    return this;
  }

  SubscriptionBill bill(String id) {
    List<InvoiceItem> own =
        charges.stream()
            .map(c -> new InvoiceItem(c.kind(), id, c.terms(), c.earnedOn(), c.amount()))
            .toList();
    return new SubscriptionBill(id, own, composites, overages, planMinimum, days, LAST_DAY);
  }

  Invoice invoice() {
    List<SubscriptionBill> bills = new ArrayList<>(List.of(bill("sub")));
    bills.addAll(others);
    return new InvoiceBasis(currency, BILLED, bills, invoiceMinimum, grants, treatment, rates)
        .invoice();
  }

  LineTerms terms(String id) {
    return new LineTerms(id, id, id.toUpperCase(Locale.ROOT), taxRates);
  }

  static Money money(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  static Money ccu(String amount) {
    return new Money(new BigDecimal(amount), CCU);
  }

  /** {@code USAGE a 100.00; OVERAGE b 50.00}. */
  static String lines(Invoice invoice) {
    return invoice.lines().stream()
        .map(InvoiceLine::item)
        .map(i -> i.kind() + " " + i.terms().id() + " " + i.amount().amount().toPlainString())
        .collect(Collectors.joining("; "));
  }
}
