package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.STANDARD;
import static io.lakebill.pricing.invoice.Invoices.USD;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.Drawdown;
import io.lakebill.pricing.credit.Grants;
import io.lakebill.pricing.credit.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discounts, tax and payments: what stands between the lines and the amount due. */
class InvoiceTaxTest {

  private static final TaxRate REDUCED = new TaxRate("R", new BigDecimal("7"));

  /**
   * Lines, taxes and totals of TOSL108, example 2 of the EN 16931 validation artefacts
   * (ubl-tc434-example2.xml): 25% of 1460.50 is 365.125, billed as 365.13. Its prepaid amount is a
   * credit here, its discount one that is given.
   */
  @Test
  void taxIsComputedPerRateOnTheSumOfLines() {
    Invoice invoice =
        new Invoices()
            .taxedAt(rate("25"))
            .charge("laptop", "1273.00")
            .charge("cable", "187.50")
            .charge("freight", "100.00")
            .taxedAt(rate("15"))
            .charge("returned_book", "-3.96")
            .charge("book", "4.96")
            .taxedAt(rate("0"))
            .charge("returned_desktop", "-25.00")
            .grant("discount", Kind.PROMOTIONAL, money("100"), Scope.charges("laptop"))
            .prepaid("paid", "1000")
            .invoice();

    assertEquals(
        "25% of 1460.50 is 365.13; 15% of 1.00 is 0.15; 0% of -25.00 is 0.00", taxes(invoice));
    assertEquals(money("1436.50"), invoice.net());
    assertEquals(money("365.28"), invoice.tax());
    assertEquals(money("1801.78"), invoice.gross());
    assertEquals(money("801.78"), invoice.amountDue());
  }

  /** Quebec's two taxes, 5% and 9.975%, each of the net amount since 2013; 9.975 is 9.98. */
  @Test
  void severalRatesOfALineAreEachOfItsNetAmount() {
    Invoice invoice =
        new Invoices()
            .taxedAt(
                new TaxRate("gst", new BigDecimal("5")),
                new TaxRate("qst", new BigDecimal("9.975")))
            .charge("service", "100.00")
            .taxedAt(new TaxRate("gst", new BigDecimal("5")))
            .charge("book", "20.00")
            .invoice();

    assertEquals("5% of 120.00 is 6.00; 9.975% of 100.00 is 9.98", taxes(invoice));
    assertEquals(money("14.98"), invoice.lines().get(0).tax());
    assertEquals(money("1.00"), invoice.lines().get(1).tax());
    assertEquals(Optional.of("gst+qst"), invoice.lines().get(0).item().terms().taxCode());
    assertEquals(new BigDecimal("14.975"), invoice.taxPercent(invoice.lines().get(0)));
    assertEquals(money("135.98"), invoice.gross());
  }

  @Test
  void whoOwesNoTaxIsTaxedAtNothing() {
    Invoice invoice =
        new Invoices()
            .treated(TaxTreatment.reverseCharge("Reverse charge"))
            .taxedAt(rate("19"))
            .charge("service", "100.00")
            .invoice();

    assertEquals(new BigDecimal("0"), invoice.taxPercent(invoice.lines().get(0)));
    assertEquals(Optional.of("VAT"), invoice.lines().get(0).item().terms().taxCode());
  }

  @Test
  void aRateStandsOnALineOnce() {
    TaxRate twice = rate("19");
    assertThrows(
        IllegalArgumentException.class, () -> new LineTerms("a", "A", null, List.of(twice, twice)));
    assertThrows(IllegalArgumentException.class, () -> new LineTerms("a", "A", null, List.of()));
  }

  /**
   * Example 5 of the same (ubl-tc434-example5.xml): two rates, half of the total paid before. Both
   * amounts per rate are after its allowance and charge of 150.
   */
  @Test
  void eachRateHasItsOwnSubtotal() {
    Invoice invoice =
        new Invoices()
            .taxedAt(rate("25"))
            .charge("paper", "1000")
            .charge("parts", "500")
            .taxedAt(rate("12"))
            .charge("books", "2500")
            .prepaid("paid", "2337.50")
            .invoice();

    assertEquals("25% of 1500.00 is 375.00; 12% of 2500.00 is 300.00", taxes(invoice));
    assertEquals(money("4675"), invoice.gross());
    assertEquals(money("2337.50"), invoice.amountDue());
  }

  /**
   * The worked example of flexprice's invoice calculation: 25% off a line of 80 and 10 off the rest
   * are discounts, tax at 8.25% is on 70, and prepaid credits of 5 do not lower it.
   */
  @Test
  void discountsLowerTaxAndPrepaidCreditsDoNot() {
    Invoice invoice =
        new Invoices()
            .taxedAt(rate("8.25"))
            .charge("calls", "80")
            .charge("fee", "20")
            .grant("line_coupon", Kind.PROMOTIONAL, money("20"), Scope.charges("calls"))
            .promotional("subscription_coupon", "10")
            .prepaid("wallet", "5")
            .invoice();

    assertEquals(money("100"), invoice.subtotal());
    assertEquals(money("30"), invoice.discounts().total());
    assertEquals("8.25% of 70.00 is 5.78", taxes(invoice));
    assertEquals(money("5"), invoice.payments().total());
    assertEquals(money("70.78"), invoice.amountDue());
  }

  @Test
  void linesShareTheTaxOfTheirRate() {
    Invoice invoice =
        new Invoices()
            .taxedAt(rate("10"))
            .charge("a", "0.13")
            .charge("b", "0.14")
            .charge("c", "0.18")
            .invoice();

    assertEquals("10% of 0.45 is 0.05", taxes(invoice));
    assertEquals("0.01 0.02 0.02", each(invoice, line -> line.tax().amount()));
  }

  @Test
  void discountsAreSpreadSoThatNoOrderDecidesTheTax() {
    Invoice invoice =
        new Invoices()
            .taxedAt(STANDARD)
            .charge("a", "100")
            .taxedAt(REDUCED)
            .charge("b", "300")
            .promotional("g", "40")
            .invoice();

    assertEquals("10 30", each(invoice, line -> line.discount().amount().stripTrailingZeros()));
    assertEquals("20% of 90.00 is 18.00; 7% of 270.00 is 18.90", taxes(invoice));
  }

  @Test
  void scopedPrepaidCreditsPayAtMostTheGrossOfTheirLines() {
    Invoice invoice =
        new Invoices()
            .taxedAt(STANDARD)
            .charge("a", "100")
            .charge("b", "100")
            .grant("g", Kind.PREPAID, money("500"), Scope.products("A"))
            .invoice();

    assertEquals(money("120"), invoice.payments().total());
    assertEquals(money("380"), invoice.payments().after().get(0).left());
    assertEquals(money("120"), invoice.amountDue());
  }

  /** 2000 for two of three products: Metronome's product-specific credits (SD19). */
  @Test
  void whatScopedCreditsDoNotCoverIsBilled() {
    Invoice invoice =
        new Invoices()
            .charge("database", "1500")
            .charge("x", "700")
            .charge("y", "300")
            .grant("g", Kind.PREPAID, money("2000"), Scope.products("DATABASE", "X"))
            .invoice();

    assertEquals(money("2000"), invoice.payments().usedOf("g"));
    assertEquals(money("200"), money("700").minus(invoice.payments().paidOf(1)));
    assertEquals(money("500"), invoice.amountDue());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"EXEMPT,Article 132", "REVERSE_CHARGE,Article 196"})
  void accountsThatAreNotTaxedShowWhy(TaxTreatment.Kind kind, String reason) {
    TaxTreatment treatment =
        kind == TaxTreatment.Kind.EXEMPT
            ? TaxTreatment.exempt(reason)
            : TaxTreatment.reverseCharge(reason);

    Invoice invoice =
        new Invoices().treated(treatment).taxedAt(STANDARD).charge("a", "100").invoice();

    assertEquals("0% of 100.00 is 0.00", taxes(invoice));
    assertEquals(new TaxTreatment(kind, reason), invoice.taxes().get(0).treatment());
    assertEquals("S", invoice.taxes().get(0).rate().code());
    assertEquals(money("100"), invoice.amountDue());
  }

  @Test
  void aNegativeTotalKeepsItsTaxAndNoCreditTouchesIt() {
    Invoice invoice =
        new Invoices()
            .taxedAt(STANDARD)
            .charge(LineKind.UNUSED_TIME, "old", money("-100"))
            .charge("new", "40")
            .promotional("p", "30")
            .prepaid("g", "30")
            .invoice();

    assertEquals("20% of -60.00 is -12.00", taxes(invoice));
    assertEquals(money("-72"), invoice.amountDue());
    assertEquals(money("0"), invoice.discounts().total().plus(invoice.payments().total()));
  }

  @Test
  void creditsPayWhatIsLeftAfterNegativeLines() {
    Invoice invoice =
        new Invoices().charge("old", "-100").charge("new", "140").prepaid("g", "90").invoice();

    assertEquals(money("40"), invoice.payments().total());
    assertEquals(money("0"), invoice.amountDue());
  }

  @Test
  void anEmptyInvoiceIsNothing() {
    Invoice invoice = new Invoices().promotional("p", "10").prepaid("g", "10").invoice();

    assertEquals(List.of(), invoice.lines());
    assertEquals(List.of(), invoice.taxes());
    assertEquals(money("0"), invoice.amountDue());
  }

  @Test
  void refusesTaxThatCannotBe() {
    assertEquals("tax percent -1 is negative", refusal(() -> rate("-1")));
    assertEquals(
        "an account that is not taxed needs a reason: EXEMPT",
        refusal(() -> TaxTreatment.exempt(" ")));
    assertEquals(
        "a taxed account needs no reason, but has: some",
        refusal(() -> new TaxTreatment(TaxTreatment.Kind.TAXED, "some")));
    assertEquals(
        "20% of 1.00 USD is 0.20 USD, not 0.21 USD",
        refusal(() -> new TaxSubtotal(STANDARD, TaxTreatment.TAXED, money("1"), money("0.21"))));
  }

  @Test
  void anInvoiceRefusesPartsThatDoNotAddUp() {
    InvoiceItem item =
        new Invoices().taxedAt(STANDARD).charge("a", "100").bill("s").charges().get(0);
    BurnDown none = new BurnDown(USD, List.of(), List.of());
    List<TaxSubtotal> taxes =
        List.of(new TaxSubtotal(STANDARD, TaxTreatment.TAXED, money("100"), money("20")));
    InvoiceLine line = new InvoiceLine(item, money("0"), money("20"));
    BurnDown paid =
        new BurnDown(
            USD,
            List.of(Grants.grant("g", Kind.PREPAID, money("500"))),
            List.of(new Drawdown("g", 0, money("120.01"))));
    InvoiceItem units =
        new InvoiceItem(LineKind.USAGE, "s", item.terms(), Invoices.LAST_DAY, Invoices.ccu("5"));
    UnitBalance unconverted =
        new UnitBalance(List.of(units), new BurnDown(Invoices.CCU, List.of(), List.of()));

    assertEquals(
        "the discount of a is 1.00 USD, but credits took off 0.00 USD",
        refusal(
            () ->
                invoice(
                    List.of(), new InvoiceLine(item, money("1"), money("20")), none, taxes, none)));
    assertEquals(
        "net amounts, at each of their rates, add up to 100.00 USD, but those that are taxed to 0.00 USD",
        refusal(() -> invoice(List.of(), line, none, List.of(), none)));
    assertEquals(
        "taxes of the lines add up to 19.00 USD, but those of the rates to 20.00 USD",
        refusal(
            () ->
                invoice(
                    List.of(), new InvoiceLine(item, money("0"), money("19")), none, taxes, none)));
    assertEquals(
        "credits pay 120.01 USD of an invoice of 120.00 USD",
        refusal(() -> invoice(List.of(), line, none, taxes, paid)));
    assertEquals(
        "the overage of s is 0.00 CCU, but credits left 5.00 CCU",
        refusal(() -> invoice(List.of(unconverted), line, none, taxes, none)));
    assertEquals(
        "the discount of a is -1.00 USD, below nothing",
        refusal(() -> new InvoiceLine(item, money("-1"), money("0"))));
  }

  private static Invoice invoice(
      List<UnitBalance> units,
      InvoiceLine line,
      BurnDown discounts,
      List<TaxSubtotal> taxes,
      BurnDown payments) {
    return new Invoice(USD, units, List.of(line), discounts, taxes, payments);
  }

  private static TaxRate rate(String percent) {
    return new TaxRate("VAT", new BigDecimal(percent));
  }

  private static String taxes(Invoice invoice) {
    return invoice.taxes().stream()
        .map(
            tax ->
                tax.rate().percent().toPlainString()
                    + "% of "
                    + tax.net().amount().toPlainString()
                    + " is "
                    + tax.tax().amount().toPlainString())
        .collect(Collectors.joining("; "));
  }

  private static String each(Invoice invoice, Function<InvoiceLine, BigDecimal> amount) {
    return invoice.lines().stream()
        .map(amount)
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(" "));
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
