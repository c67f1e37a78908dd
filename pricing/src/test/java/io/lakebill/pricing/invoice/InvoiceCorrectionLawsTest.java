package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.CCU;
import static io.lakebill.pricing.invoice.Invoices.LAST_DAY;
import static io.lakebill.pricing.invoice.Invoices.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.charge.RandomPrices;
import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule.Percentage;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Grants;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.invoice.InvoiceCorrection.Place;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The oracle of corrections: usage that comes late, is withdrawn, amended or priced otherwise, step
 * by step, at every price model, with minimums, caps, composites, discounts, credits in units and
 * money, commitments and tax. What was billed and every correction come to the invoice that would
 * have been issued if all had been known. {@code -Dpricing.corrections} says of how many histories.
 */
class InvoiceCorrectionLawsTest {

  private static final int HISTORIES = Integer.getInteger("pricing.corrections", 10_000);

  private static final LocalDate LATER = LAST_DAY.plusMonths(1);

  private static final TaxRate TAX = new TaxRate("S", new BigDecimal("19"));

  /** How much was seen of what. */
  private final Map<String, Integer> seen = new HashMap<>();

  @Test
  void whatWasBilledAndWhatCorrectsItComeToWhatIsRight() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      try {
        new History(new SplittableRandom(seed), seed).check();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    for (String what :
        List.of("more", "less", "discount back", "units back", "untold units", "minimum", "cap")) {
      assertTrue(seen.getOrDefault(what, 0) > HISTORIES / 200, () -> what + " in " + seen);
    }
    for (RandomPrices.Kind kind : RandomPrices.Kind.values()) {
      assertTrue(seen.getOrDefault(kind.name(), 0) > HISTORIES / 50, () -> kind + " in " + seen);
    }
  }

  /** An invoice, what becomes known of it, and what that costs. */
  private final class History {

    private final SplittableRandom random;
    private final List<Price> prices = new ArrayList<>();
    private final List<GrantBalance> grants = new ArrayList<>();
    private final MinimumTerm planMinimum;
    private final MinimumTerm invoiceMinimum;
    private final boolean hasPercentage;
    private final boolean hasComposite;
    private final Map<Place, Money> soFar = new LinkedHashMap<>();
    private final Map<String, Money> used = new LinkedHashMap<>();
    private final Map<String, Money> returned = new HashMap<>();
    private final Map<String, GrantBalance> left = new LinkedHashMap<>();
    private Money net;
    private Money tax;
    private int invoices = 1;

    History(SplittableRandom random, int seed) {
      this.random = random;
      RandomPrices.Kind[] kinds = RandomPrices.Kind.values();
      for (int i = 0; i < 1 + seed % 3; i++) {
        RandomPrices.Kind kind = kinds[(seed + i * 5) % kinds.length];
        count(kind.name());
        prices.add(price(kind));
      }
      planMinimum = random.nextInt(4) == 0 ? minimum("plan_minimum") : null;
      invoiceMinimum = random.nextInt(4) == 0 ? minimum("invoice_minimum") : null;
      hasComposite = random.nextInt(4) == 0;
      hasPercentage = random.nextInt(8) == 0;
      if (hasPercentage) {
        grants.add(percentage());
      } else if (random.nextBoolean()) {
        grants.add(grant("promo", Kind.PROMOTIONAL, USD));
      }
      if (random.nextInt(3) == 0) {
        grants.add(grant("money", Kind.PREPAID, USD));
      }
      if (random.nextBoolean()) {
        grants.add(grant("units", Kind.PREPAID, CCU));
      }
      grants.forEach(balance -> left.put(balance.grant().id(), balance));
    }

    private Price price(RandomPrices.Kind kind) {
      PricingUnit unit = random.nextInt(4) == 0 ? CCU : USD;
      Price price = new Price(kind.model(random), unit);
      BigDecimal least = BigDecimal.valueOf(random.nextInt(50_000), 2);
      if (random.nextInt(4) == 0) {
        price = price.withMinimum(least);
      }
      return random.nextInt(4) == 0
          ? price.withCap(least.add(BigDecimal.valueOf(random.nextInt(50_000), 2)))
          : price;
    }

    private MinimumTerm minimum(String id) {
      return new MinimumTerm(
          terms(id),
          new Minimum(new Money(BigDecimal.valueOf(random.nextInt(100_000), 2), USD)),
          Proration.FULL);
    }

    private GrantBalance grant(String id, Kind kind, PricingUnit unit) {
      return Grants.grant(
          id, kind, new Money(BigDecimal.valueOf(1 + random.nextInt(60_000), 2), unit));
    }

    private GrantBalance percentage() {
      CreditGrant of = Grants.grant("promo", Kind.PROMOTIONAL, CreditGrant.unlimited(USD)).grant();
      return GrantBalance.whole(
          new CreditGrant(
              of.id(),
              of.kind(),
              of.amount(),
              of.priority(),
              of.validFrom(),
              null,
              of.grantedAt(),
              of.scope(),
              new BigDecimal("12.5")));
    }

    void check() {
      List<Charge> known = charges();
      Invoice issued = basis(known, grants).invoice();
      if (isBelowNothing(issued)) {
        return;
      }
      net = issued.net();
      tax = issued.tax();
      soFar.putAll(InvoiceCorrection.byPlace(issued, Map.of()));
      use(issued);
      Invoice again = basis(known, inForce()).invoice();
      assertEquals(soFar, InvoiceCorrection.byPlace(again, Map.of()), "made again as it was");
      assertEquals(issued.discounts().total(), again.discounts().total(), "with its discounts");
      for (int step = 1 + random.nextInt(3); step > 0; step--) {
        List<Charge> next = changed(known);
        Invoice now = basis(next, inForce()).invoice();
        if (isBelowNothing(now)) {
          continue;
        }
        InvoiceCorrection correction = InvoiceCorrection.of(now, Map.of(), soFar, used, returned);
        if (correction.hasOverage() && isLeft("units")) {
          count("untold units");
          continue;
        }
        known = next;
        correct(correction);
      }
      compare(basis(known, grants).invoice());
    }

    private List<Charge> charges() {
      List<Charge> charges = new ArrayList<>();
      for (Price price : prices) {
        charges.add(charge(price));
      }
      return charges;
    }

    private Charge charge(Price price) {
      Usage usage = RandomPrices.usage(random, price.model());
      return price.charge(usage);
    }

    /** Of one charge or more, something else is known. */
    private List<Charge> changed(List<Charge> known) {
      List<Charge> changed = new ArrayList<>(known);
      for (int i = 0; i < changed.size(); i++) {
        if (i == 0 || random.nextBoolean()) {
          changed.set(i, charge(prices.get(i)));
        }
      }
      return changed;
    }

    private InvoiceBasis basis(List<Charge> charges, List<GrantBalance> with) {
      List<InvoiceItem> items = new ArrayList<>();
      for (int i = 0; i < charges.size(); i++) {
        Charge charge = charges.get(i);
        items.add(
            new InvoiceItem(LineKind.USAGE, "sub", terms("c" + i), LAST_DAY, charge.amount()));
        if (prices.get(i).limits().least().isPresent()) {
          count("minimum");
        }
        if (prices.get(i).limits().most().isPresent()) {
          count("cap");
        }
      }
      List<CompositeTerm> composites =
          hasComposite && !charges.get(0).amount().currency().equals(CCU)
              ? List.of(
                  new CompositeTerm(
                      terms("support"),
                      new Composite(new Percentage(new BigDecimal("7.5")), Set.of("c0"), USD)))
              : List.of();
      SubscriptionBill bill =
          new SubscriptionBill(
              "sub",
              items,
              composites,
              List.of(
                  new OverageTerm(
                      terms("overage"), new OveragePrice(CCU, new BigDecimal("0.37"), USD))),
              planMinimum,
              Proration.FULL,
              LAST_DAY);
      return new InvoiceBasis(
          USD,
          LAST_DAY.plusDays(1),
          List.of(bill),
          invoiceMinimum,
          with,
          TaxTreatment.TAXED,
          ExchangeRates.NONE);
    }

    private LineTerms terms(String id) {
      return new LineTerms(id, id, null, TAX);
    }

    /** The grants with what is used of them and has not come back, and no more. */
    private List<GrantBalance> inForce() {
      return grants.stream()
          .filter(balance -> used.containsKey(balance.grant().id()))
          .map(
              balance -> {
                String id = balance.grant().id();
                Money in = used.get(id);
                return new GrantBalance(
                    balance.grant(),
                    in.minus(returned.getOrDefault(id, Money.zero(in.currency()))));
              })
          .toList();
    }

    private Map<String, Money> usedBy(Invoice invoice) {
      Map<String, Money> burned = new HashMap<>();
      Stream.concat(
              Stream.of(invoice.discounts(), invoice.payments()),
              invoice.units().stream().map(UnitBalance::credits))
          .map(BurnDown::drawdowns)
          .flatMap(List::stream)
          .forEach(one -> burned.merge(one.grant(), one.amount(), Money::plus));
      return burned;
    }

    /** What money credits paid is money, and is not asked for again. */
    private void use(Invoice invoice) {
      usedBy(invoice)
          .forEach(
              (grant, amount) -> {
                left.computeIfPresent(grant, (id, balance) -> balance.minus(amount));
                if (!grant.equals("money")) {
                  used.merge(grant, amount, Money::plus);
                }
              });
    }

    /** Of what the account is owed there is no discount, so what lifts it to nothing has none. */
    private boolean isBelowNothing(Invoice invoice) {
      return invoice.subtotal().signum() < 0 && left.containsKey("promo");
    }

    private boolean isLeft(String grant) {
      return left.containsKey(grant) && left.get(grant).left().signum() > 0;
    }

    /** The correction comes on an invoice of its own. */
    private void correct(InvoiceCorrection correction) {
      correction
          .returned()
          .forEach(
              (grant, amount) -> {
                assertTrue(amount.signum() > 0, "what credits got back stays with them");
                left.computeIfPresent(grant, (id, balance) -> balance.minus(amount.negated()));
                returned.merge(grant, amount, Money::plus);
                count(amount.currency().equals(CCU) ? "units back" : "discount back");
              });
      List<InvoiceItem> items = new ArrayList<>();
      correction
          .lines()
          .forEach(
              (place, amount) -> {
                count(amount.signum() < 0 ? "less" : "more");
                items.add(
                    new InvoiceItem(
                        correction.kind(), "sub", terms(place.charge()), LAST_DAY, amount));
                soFar.merge(place, amount, Money::plus);
              });
      SubscriptionBill bill =
          new SubscriptionBill("sub", items, List.of(), List.of(), null, Proration.FULL, LAST_DAY);
      Invoice invoice =
          new InvoiceBasis(
                  USD,
                  LATER,
                  List.of(bill),
                  null,
                  List.copyOf(left.values()),
                  TaxTreatment.TAXED,
                  ExchangeRates.NONE)
              .invoice();
      use(invoice);
      net = net.plus(invoice.net());
      tax = tax.plus(invoice.tax());
      invoices++;
    }

    /** A percentage, and a tax, is rounded on each invoice; all else is right to the cent. */
    private void compare(Invoice known) {
      if (hasPercentage) {
        assertWithin(invoices, known.net(), net, "net");
      } else {
        assertEquals(known.net(), net, "net");
      }
      assertWithin(2 * invoices, known.tax(), tax, "tax");
      Map<String, Money> wanted = usedBy(known);
      for (GrantBalance balance : grants) {
        String id = balance.grant().id();
        Money really = balance.left().minus(left.get(id).left());
        Money right = wanted.getOrDefault(id, Money.zero(really.currency()));
        if (id.equals("units")) {
          // So little may be left to pay that its price is nothing.
          assertWithin(invoices, right, really, "used of units");
        } else if (id.equals("promo") && !hasPercentage) {
          assertEquals(right, really, "used of promo");
        }
      }
    }

    private void assertWithin(int cents, Money right, Money is, String what) {
      assertTrue(
          right.minus(is).amount().abs().compareTo(BigDecimal.valueOf(cents, 2)) <= 0,
          () -> what + " is " + is + ", not " + right);
    }
  }

  private void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }
}
