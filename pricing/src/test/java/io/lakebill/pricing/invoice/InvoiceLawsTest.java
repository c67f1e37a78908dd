package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.CCU;
import static io.lakebill.pricing.invoice.Invoices.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.Drawdown;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws of random invoices with all terms mixed, tax rates and negative lines among them. */
class InvoiceLawsTest {

  private static final int CASES = 10_000;

  private static final TaxRate STANDARD = new TaxRate("S", new BigDecimal("19"));

  private static final TaxRate REGIONAL = new TaxRate("R", new BigDecimal("7.25"));

  private static final List<TaxRate[]> TAX_RATES =
      List.of(
          new TaxRate[] {TaxRate.NONE},
          new TaxRate[] {STANDARD},
          new TaxRate[] {REGIONAL},
          new TaxRate[] {STANDARD, REGIONAL});

  private static final List<String> CHARGES = List.of("a", "b", "c");

  @Test
  void anInvoiceAddsUpWhateverIsOnIt() {
    forAll(
        (what, invoice) -> {
          Money items = sum(invoice, line -> line.item().amount());
          Money discounts = sum(invoice, InvoiceLine::discount);
          Money taxes = Money.sum(invoice.taxes().stream().map(TaxSubtotal::tax).toList(), USD);

          assertEquals(items, invoice.subtotal(), what);
          assertEquals(discounts, invoice.discounts().total(), what);
          assertEquals(items.minus(discounts), invoice.net(), what);
          assertEquals(taxes, invoice.tax(), what);
          assertEquals(invoice.net().plus(taxes), invoice.gross(), what);
          assertEquals(
              invoice.gross().minus(invoice.payments().total()), invoice.amountDue(), what);
        });
  }

  /** The tax of a rate is that of its sum; a line has its own to within one minor unit a rate. */
  @Test
  void linesShareTheTaxOfTheirRateAndNoneIsACentOff() {
    forAll(
        (what, invoice) -> {
          for (TaxSubtotal subtotal : invoice.taxes()) {
            List<InvoiceLine> lines =
                invoice.lines().stream()
                    .filter(line -> line.item().terms().taxRates().contains(subtotal.rate()))
                    .toList();
            Money net = Money.sum(lines.stream().map(InvoiceLine::net).toList(), USD);
            BigDecimal exact = percentOf(net, subtotal.rate());

            assertEquals(subtotal.net(), net, what);
            assertEquals(exact.setScale(2, RoundingMode.HALF_UP), subtotal.tax().amount(), what);
          }
          for (InvoiceLine line : invoice.lines()) {
            List<TaxRate> rates = line.item().terms().taxRates();
            BigDecimal exact =
                rates.stream()
                    .map(rate -> percentOf(line.net(), rate))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal off = line.tax().amount().subtract(exact).abs();
            assertTrue(off.compareTo(BigDecimal.valueOf(rates.size(), 2)) < 0, what);
          }
        });
  }

  @Test
  void creditsNeverPayWhatIsNotOwed() {
    forAll(
        (what, invoice) -> {
          Money zero = Money.zero(USD);
          assertTrue(invoice.subtotal().signum() < 0 || invoice.net().signum() >= 0, what);
          assertTrue(invoice.gross().signum() < 0 || invoice.amountDue().signum() >= 0, what);
          if (invoice.subtotal().signum() <= 0) {
            assertEquals(zero, invoice.discounts().total(), what);
          }
          if (invoice.gross().signum() <= 0) {
            assertEquals(zero, invoice.payments().total(), what);
          }
          Stream.concat(
                  Stream.of(invoice.discounts(), invoice.payments()),
                  invoice.units().stream().map(UnitBalance::credits))
              .flatMap(burnDown -> burnDown.after().stream())
              .forEach(balance -> assertTrue(balance.left().signum() >= 0, what));
        });
  }

  @Test
  void creditsStayInTheirScopeAndKind() {
    forAll(
        (what, invoice) -> {
          for (Drawdown drawdown : invoice.payments().drawdowns()) {
            Scope scope = scopeOf(drawdown, invoice.payments());
            InvoiceLine line = invoice.lines().get(drawdown.line());
            assertTrue(
                scope.charges().isEmpty() || scope.charges().contains(line.item().terms().id()),
                what);
            assertTrue(
                invoice.payments().paidOf(drawdown.line()).compareTo(line.gross()) <= 0, what);
            assertTrue(drawdown.grant().startsWith("prepaid"), what);
          }
          for (Drawdown drawdown : invoice.discounts().drawdowns()) {
            assertTrue(drawdown.grant().startsWith("promotional"), what);
          }
        });
  }

  @Test
  void minimumsAreReachedBeforeDiscounts() {
    forAll(
        (what, invoice) -> {
          if (what.contains("minimum 300")) {
            assertTrue(invoice.subtotal().compareTo(Invoices.money("300")) >= 0, what);
          }
          Money least = invoice.total(LineKind.PLAN_MINIMUM);
          assertTrue(least.plus(invoice.total(LineKind.INVOICE_MINIMUM)).signum() >= 0, what);
        });
  }

  private interface Law {
    void check(String what, Invoice invoice);
  }

  private static void forAll(Law law) {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      boolean minimum = random.nextBoolean();
      Invoice invoice = random(random, minimum ? "300" : "0");
      law.check("seed " + seed + (minimum ? " minimum 300" : ""), invoice);
    }
  }

  private static Invoice random(SplittableRandom random, String minimum) {
    Invoices invoices = new Invoices().invoiceMinimum(minimum).overage("overage", "0.015");
    for (int count = random.nextInt(6); count > 0; count--) {
      invoices.taxedAt(TAX_RATES.get(random.nextInt(TAX_RATES.size())));
      PricingUnit unit = random.nextInt(4) == 0 ? CCU : USD;
      invoices.charge(
          LineKind.USAGE, (unit.equals(CCU) ? "u" : "") + charge(random), amount(random, unit));
    }
    if (random.nextBoolean()) {
      invoices.percentage("markup", random.nextBoolean() ? "12.5" : "-30", charge(random));
    }
    if (random.nextBoolean()) {
      invoices.least("least", "80", charge(random), "markup");
    }
    if (random.nextBoolean()) {
      invoices.planMinimum("150");
    }
    for (Kind kind : Kind.values()) {
      for (int count = random.nextInt(3); count > 0; count--) {
        String id = kind.name().toLowerCase(Locale.ROOT) + count;
        Scope scope =
            random.nextBoolean() ? Scope.ALL : new Scope(Set.of(), Set.of(charge(random)));
        PricingUnit unit = random.nextInt(4) == 0 ? CCU : USD;
        invoices.grant(id, kind, amount(random, unit).max(new Money(BigDecimal.ONE, unit)), scope);
      }
    }
    return invoices.invoice();
  }

  private static Money amount(SplittableRandom random, PricingUnit unit) {
    long cents = random.nextBoolean() ? random.nextLong(4) * 10_000 : random.nextLong(20_000);
    return new Money(BigDecimal.valueOf(random.nextInt(6) == 0 ? -cents : cents, 2), unit);
  }

  private static String charge(SplittableRandom random) {
    return CHARGES.get(random.nextInt(CHARGES.size()));
  }

  private static Scope scopeOf(Drawdown drawdown, BurnDown burnDown) {
    return burnDown.before().stream()
        .map(GrantBalance::grant)
        .filter(grant -> grant.id().equals(drawdown.grant()))
        .findFirst()
        .orElseThrow()
        .scope();
  }

  private static BigDecimal percentOf(Money net, TaxRate rate) {
    return net.amount().multiply(rate.percent()).movePointLeft(2);
  }

  private static Money sum(Invoice invoice, Function<InvoiceLine, Money> amount) {
    return Money.sum(invoice.lines().stream().map(amount).toList(), USD);
  }
}
