package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.CCU;
import static io.lakebill.pricing.invoice.Invoices.EUR;
import static io.lakebill.pricing.invoice.Invoices.STANDARD;
import static io.lakebill.pricing.invoice.Invoices.USD;
import static io.lakebill.pricing.invoice.Invoices.ccu;
import static io.lakebill.pricing.invoice.Invoices.lines;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule.Percentage;
import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.contract.Terms;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes before what on an invoice, and what each step adds. */
class InvoiceOrderTest {

  /** A minimum of 1000 is Metronome's invoice minimum (SD08). */
  @ParameterizedTest(name = "usage of {0}, {1} of 30 days")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          USAGE   | DAYS | LINES
          640     | 30   | USAGE calls 640.00; INVOICE_MINIMUM invoice_minimum 360.00
          999.99  | 30   | USAGE calls 999.99; INVOICE_MINIMUM invoice_minimum 0.01
          1000    | 30   | USAGE calls 1000.00
          1000.01 | 30   | USAGE calls 1000.01
          1200    | 30   | USAGE calls 1200.00
          0       | 30   | USAGE calls 0.00; INVOICE_MINIMUM invoice_minimum 1000.00
          400     | 15   | USAGE calls 400.00; INVOICE_MINIMUM invoice_minimum 100.00
          """)
  void anInvoiceMinimumIsALineOfItsOwn(String usage, int days, String expected) {
    Invoice invoice =
        new Invoices().days(days).charge("calls", usage).invoiceMinimum("1000").invoice();

    assertEquals(expected, lines(invoice));
  }

  /** A=120, B=80, C=900 and a minimum of 500 over A and B: Metronome's line-item minimum (SD09). */
  @Test
  void aCompositeMinimumCountsOnlyWhatItLists() {
    Invoice invoice =
        new Invoices()
            .charge("a", "120")
            .charge("b", "80")
            .charge("c", "900")
            .least("ab", "500", "a", "b")
            .invoice();

    assertEquals(
        "USAGE a 120.00; USAGE b 80.00; USAGE c 900.00; COMPOSITE ab 300.00", lines(invoice));
    assertEquals(money("1400"), invoice.amountDue());
  }

  /** Metronome's percentages over base 200 and usage 300 (SD10), also switched off. */
  @ParameterizedTest(name = "{0}%, quantity {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          PERCENT, QUANTITY, TOTAL
          10,      1,        550.00
          -10,     1,        450.00
          10,      0,        500.00
          """)
  void aCompositePercentageIsALine(String percent, BigDecimal quantity, String total) {
    var composite =
        new Composite(
            new Percentage(new BigDecimal(percent)), Set.of("base", "usage"), USD, quantity);
    Invoices january = new Invoices();
    SubscriptionBill bill =
        new SubscriptionBill(
            "s",
            List.of(item("s", "base", money("200")), item("s", "usage", money("300"))),
            List.of(new CompositeTerm(january.terms("support"), composite)),
            List.of(),
            null,
            Proration.FULL,
            Invoices.LAST_DAY);

    assertEquals(money(total), january.beside(bill).invoice().amountDue());
  }

  @Test
  void minimumsCountPercentagesWhateverTheirOrder() {
    Invoice invoice =
        new Invoices()
            .charge("a", "100")
            .least("least", "115", "a", "markup")
            .percentage("markup", "10", "a")
            .invoice();

    assertEquals("USAGE a 100.00; COMPOSITE markup 10.00; COMPOSITE least 5.00", lines(invoice));
  }

  @Test
  void aCompositeOfNothingIsNoLine() {
    Invoice invoice =
        new Invoices()
            .charge("a", "100")
            .least("least", "500", "b")
            .percentage("p", "0", "a")
            .invoice();

    assertEquals("USAGE a 100.00", lines(invoice));
  }

  @Test
  void aCompositeAddsUpAllLinesOfACharge() {
    Invoice invoice =
        new Invoices().charge("a", "100").charge("a", "50").percentage("p", "10", "a").invoice();

    assertEquals("USAGE a 100.00; USAGE a 50.00; COMPOSITE p 15.00", lines(invoice));
  }

  /** 1500 CCU, 1000 of them granted, the rest at 0.10: Metronome's custom pricing unit (SD12). */
  @ParameterizedTest(name = "{0} CCU of which {1} are granted")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          USED,   GRANTED, DRAWN,   TOTAL
          1500,   1000,    1000.00, 50.00
          1000,   1000,    1000.00, 0.00
          1000.1, 1000,    1000.00, 0.01
          999,    1000,    999.00,  0.00
          0,      1000,    0.00,    0.00
          -10,    1000,    0.00,    -1.00
          """)
  void unitsThatNoCreditPaysAreBilledInMoney(
      String used, String granted, String drawn, String total) {
    Invoice invoice =
        new Invoices()
            .charge(LineKind.USAGE, "compute", ccu(used))
            .overage("overage", "0.10")
            .grant("g", Kind.PREPAID, ccu(granted), Scope.ALL)
            .invoice();

    assertEquals(ccu(drawn), invoice.units().get(0).credits().total());
    assertEquals(money(total), invoice.amountDue());
    assertEquals(money(total), invoice.total(LineKind.OVERAGE));
  }

  /** Products in USD and in CCU on one invoice, the USD lines untouched (SD13). */
  @Test
  void moneyAndUnitsAreOnOneInvoice() {
    Invoice invoice =
        new Invoices()
            .charge("seats", "49")
            .charge(LineKind.USAGE, "compute", ccu("1500"))
            .overage("overage", "0.10")
            .grant("g", Kind.PREPAID, ccu("1000"), Scope.ALL)
            .invoice();

    assertEquals("USAGE seats 49.00; OVERAGE overage 50.00", lines(invoice));
    assertEquals(
        "500.00 CCU", invoice.lines().get(1).item().convertedBy().orElseThrow().from().toString());
    assertEquals("0.1", invoice.lines().get(1).item().conversion().rate().toPlainString());
  }

  @Test
  void creditsInUnitsAreSharedByTheSubscriptionsOfAnAccount() {
    SubscriptionBill other =
        new Invoices()
            .charge(LineKind.USAGE, "compute", ccu("300"))
            .overage("overage", "0.20")
            .bill("other");

    Invoice invoice =
        new Invoices()
            .charge(LineKind.USAGE, "compute", ccu("900"))
            .overage("overage", "0.10")
            .grant("g", Kind.PROMOTIONAL, ccu("1000"), Scope.ALL)
            .beside(other)
            .invoice();

    assertEquals("OVERAGE overage 40.00", lines(invoice));
    assertEquals(ccu("0"), invoice.units().get(0).left("sub"));
    assertEquals(ccu("200"), invoice.units().get(0).left("other"));
  }

  @Test
  void eachUnitHasItsOwnCreditsAndOverage() {
    PricingUnit tokens = PricingUnit.custom("TOKENS", 0);
    LineTerms terms = new Invoices().terms("tokens");
    SubscriptionBill bill =
        new SubscriptionBill(
            "s",
            List.of(
                item("s", "compute", ccu("100")),
                item("s", "chat", new Money(BigDecimal.valueOf(7), tokens)),
                item("s", "seats", money("3"))),
            List.of(),
            List.of(
                new OverageTerm(terms, new OveragePrice(tokens, BigDecimal.TEN, USD)),
                new OverageTerm(new Invoices().terms("compute"), price("0.5"))),
            null,
            Proration.FULL,
            Invoices.LAST_DAY);

    Invoice invoice =
        new Invoices()
            .grant("c", Kind.PREPAID, ccu("40"), Scope.ALL)
            .grant("t", Kind.PREPAID, new Money(BigDecimal.ONE, tokens), Scope.ALL)
            .beside(bill)
            .invoice();

    assertEquals("USAGE seats 3.00; OVERAGE compute 30.00; OVERAGE tokens 60.00", lines(invoice));
    assertEquals(money("90"), invoice.total(LineKind.OVERAGE));
    assertEquals(money("3"), invoice.total(LineKind.USAGE));
    assertEquals(Optional.of("s"), invoice.lines().get(0).item().subscriptionId());
  }

  @Test
  void compositesOfUnitsAreInUnits() {
    Invoices january = new Invoices();
    var markup = new Composite(new Percentage(BigDecimal.TEN), Set.of("compute"), CCU);
    SubscriptionBill bill =
        new SubscriptionBill(
            "s",
            List.of(item("s", "compute", ccu("100"))),
            List.of(new CompositeTerm(january.terms("markup"), markup)),
            List.of(new OverageTerm(january.terms("overage"), price("1"))),
            null,
            Proration.FULL,
            Invoices.LAST_DAY);

    assertEquals(money("110"), january.beside(bill).invoice().amountDue());
  }

  /**
   * 2 periods at 0.05 with a minimum of 50, then 0.10 with 500: Metronome's pricing ramps (SD14).
   */
  @ParameterizedTest(name = "period {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          PERIOD | LINES
          0      | USAGE calls 100.00
          1      | USAGE calls 100.00
          2      | USAGE calls 200.00; PLAN_MINIMUM plan_minimum 300.00
          9      | USAGE calls 200.00; PLAN_MINIMUM plan_minimum 300.00
          """)
  void pricesAndMinimumsRamp(int index, String expected) {
    var prices =
        ramp(new UnitPricing(new BigDecimal("0.05")), new UnitPricing(new BigDecimal("0.10")));
    var minimums = ramp("50", "500");
    var period =
        new BillingPeriod(index, LocalDate.parse("2025-01-01"), LocalDate.parse("2025-02-01"), 31);
    Trial none = Trial.none(LocalDate.parse("2025-01-01"));

    Money usage = Terms.price(prices.in(period, none)).charge(Usage.of("2000")).amount();
    Invoice invoice =
        new Invoices()
            .charge(LineKind.USAGE, "calls", usage)
            .planMinimum(minimums.in(period, none))
            .invoice();

    assertEquals(expected, lines(invoice));
  }

  @Test
  void aPlanMinimumCountsOverageAndCompositesOfItsOwnSubscription() {
    Invoice invoice =
        new Invoices()
            .charge("a", "10")
            .percentage("p", "100", "a")
            .charge(LineKind.USAGE, "compute", ccu("300"))
            .overage("overage", "0.10")
            .planMinimum("100")
            .invoiceMinimum("700")
            .beside(new Invoices().charge("a", "500").bill("other"))
            .invoice();

    assertEquals(
        "USAGE a 10.00; COMPOSITE p 10.00; OVERAGE overage 30.00; PLAN_MINIMUM plan_minimum 50.00;"
            + " USAGE a 500.00; INVOICE_MINIMUM invoice_minimum 100.00",
        lines(invoice));
  }

  @Test
  void minimumsComeBeforeDiscountsWhichTheyDoNotMakeUpFor() {
    Invoice invoice =
        new Invoices().charge("a", "60").invoiceMinimum("100").promotional("g", "30").invoice();

    assertEquals("USAGE a 60.00; INVOICE_MINIMUM invoice_minimum 40.00", lines(invoice));
    assertEquals(money("70"), invoice.amountDue());
  }

  /** 15 licences and 70 GB on one bill: m3ter's hybrid pricing, tiers ours (SD28). */
  @Test
  void usageAndCountersAreOnOneBill() {
    Invoice invoice =
        new Invoices()
            .charge("storage", "31")
            .charge(LineKind.COUNTER_RUNNING_TOTAL, "licences", money("275"))
            .invoice();

    assertEquals(money("306"), invoice.amountDue());
    assertEquals("USAGE storage 31.00; COUNTER_RUNNING_TOTAL licences 275.00", lines(invoice));
  }

  /** 7 users at 100 recur, 13 reports at 2 do not: Maple's hybrid (SD27). */
  @Test
  void countedObjectsAreRecurringRevenueAndUsageIsNot() {
    Invoice invoice =
        new Invoices()
            .charge(LineKind.COUNTER_RUNNING_TOTAL, "users", money("700"))
            .charge("reports", "26")
            .invoice();

    Money recurring =
        Money.sum(
            invoice.lines().stream()
                .map(InvoiceLine::item)
                .filter(item -> item.kind().isRecurringRevenue())
                .map(InvoiceItem::amount)
                .toList(),
            USD);

    assertEquals(money("726"), invoice.amountDue());
    assertEquals(money("700"), recurring);
  }

  @Test
  void chargesInOtherCurrenciesAreConvertedAtTheRateOfTheDay() {
    ExchangeRates rates =
        new ExchangeRates(
            List.of(
                new ExchangeRate(USD, EUR, LocalDate.parse("2025-01-01"), new BigDecimal("0.90")),
                new ExchangeRate(USD, EUR, LocalDate.parse("2025-02-02"), new BigDecimal("0.95"))));

    Invoice invoice = new Invoices().in(EUR, rates).charge("a", "10.01").invoice();

    assertEquals("9.01 EUR", invoice.amountDue().toString());
    InvoiceItem item = invoice.lines().get(0).item();
    assertEquals(money("10.01"), item.charged());
    assertEquals(LocalDate.parse("2025-01-01"), item.exchange().rate().date());
  }

  /** Three times 0.165 are 0.495: no more than 0.50, however many tiers a charge has. */
  @Test
  void whatAChargeComesToIsExchangedAndRoundedOnce() {
    Invoice invoice =
        new Invoices()
            .in(EUR, half())
            .charge("a", "0.33")
            .charge("a", "0.33")
            .charge("a", "0.33")
            .charge("b", "0.33")
            .invoice();

    assertEquals(
        List.of("0.17 EUR", "0.17 EUR", "0.16 EUR", "0.17 EUR"),
        invoice.lines().stream().map(line -> line.item().amount().toString()).toList());
  }

  /** A minimum is reached in the currency of the plan: no cent is missing after the exchange. */
  @Test
  void minimumsAndOverageOfAPlanAreExchangedAfterwards() {
    assertEquals(
        List.of("a 0.17 EUR", "b 0.17 EUR", "c 0.17 EUR"),
        amounts(
            new Invoices()
                .in(EUR, half())
                .charge("a", "0.33")
                .charge("b", "0.33")
                .charge("c", "0.33")
                .planMinimum("0.99")));
    Invoice invoice =
        new Invoices()
            .in(EUR, half())
            .charge("a", "1")
            .charge(LineKind.USAGE, "compute", ccu("5"))
            .overage("overage", "0.30")
            .planMinimum("10")
            .invoice();
    assertEquals(
        List.of("a 0.50 EUR", "overage 0.75 EUR", "plan_minimum 3.75 EUR"), amounts(invoice));
    InvoiceItem overage = invoice.lines().get(1).item();
    assertEquals(ccu("5"), overage.convertedBy().orElseThrow().from());
    assertEquals(money("1.50"), overage.charged());
  }

  private static ExchangeRates half() {
    return new ExchangeRates(
        List.of(new ExchangeRate(USD, EUR, LocalDate.parse("2025-01-01"), new BigDecimal("0.5"))));
  }

  private static List<String> amounts(Invoices invoices) {
    return amounts(invoices.invoice());
  }

  private static List<String> amounts(Invoice invoice) {
    return invoice.lines().stream()
        .map(line -> line.item().terms().id() + " " + line.item().amount())
        .toList();
  }

  @Test
  void refusesWhatCannotBeInvoiced() {
    assertEquals(
        "sub has 5.00 CCU to pay, but no overage price; add one",
        refusal(() -> new Invoices().charge(LineKind.USAGE, "compute", ccu("5")).invoice()));
    assertEquals(
        "no exchange rate from USD to EUR on or before 2025-02-01; add one",
        refusal(
            () ->
                new Invoices()
                    .in(EUR, ExchangeRates.NONE)
                    .charge(LineKind.USAGE, "compute", ccu("5"))
                    .overage("overage", "1")
                    .invoice()));
    assertEquals(
        "no exchange rate from USD to EUR on or before 2025-02-01; add one",
        refusal(() -> new Invoices().in(EUR, ExchangeRates.NONE).charge("a", "5").invoice()));
    assertEquals(
        "CCU cannot be invoiced; only currencies can",
        refusal(() -> new Invoices().in(CCU, ExchangeRates.NONE).invoice()));
    assertEquals(
        "no exchange rate from USD to EUR on or before 2025-02-01; add one",
        refusal(() -> new Invoices().in(EUR, ExchangeRates.NONE).planMinimum("5").invoice()));
    assertEquals(
        "minimum invoice_minimum is in USD, but the invoice in EUR",
        refusal(() -> new Invoices().in(EUR, ExchangeRates.NONE).invoiceMinimum("5").invoice()));
    assertEquals(
        "subscription sub is given twice",
        refusal(() -> new Invoices().beside(new Invoices().bill("sub")).invoice()));
    assertEquals(
        "charge a is of other, not of s",
        refusal(
            () ->
                new SubscriptionBill(
                    "s",
                    List.of(item("other", "a", money("1"))),
                    List.of(),
                    List.of(),
                    null,
                    Proration.FULL,
                    Invoices.LAST_DAY)));
    assertEquals(
        "a is overage, but nothing says what it was converted from",
        refusal(() -> new Invoices().charge(LineKind.OVERAGE, "a", money("1"))));
    assertEquals(
        "a is 2.00 USD, but was converted to 1.00 USD",
        refusal(
            () ->
                new InvoiceItem(
                    LineKind.OVERAGE,
                    "s",
                    new Invoices().terms("a"),
                    Invoices.LAST_DAY,
                    money("2"),
                    price("1").convert(ccu("1")))));
  }

  @Test
  void partsThatMayBeMissingSaySo() {
    InvoiceItem item = item(null, "a", money("1"));

    assertEquals(Optional.empty(), item.subscriptionId());
    assertEquals(Optional.empty(), item.convertedBy());
    assertEquals(Optional.empty(), new LineTerms("a", "A", null, STANDARD).productId());
    assertEquals(Optional.of("A"), item.terms().productId());
  }

  private static <T extends Serializable> Ramp<T> ramp(T first, T rest) {
    return new Ramp<>(List.of(new Ramp.Phase<>(2, first)), rest);
  }

  private static InvoiceItem item(String subscription, String id, Money amount) {
    return new InvoiceItem(
        LineKind.USAGE, subscription, new Invoices().terms(id), Invoices.LAST_DAY, amount);
  }

  private static OveragePrice price(String unitAmount) {
    return new OveragePrice(CCU, new BigDecimal(unitAmount), USD);
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
