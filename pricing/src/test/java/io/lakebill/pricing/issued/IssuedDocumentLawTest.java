package io.lakebill.pricing.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However an invoice is taken back, its credit notes come to it in the end and never to more. */
class IssuedDocumentLawTest {

  private static final int INVOICES = 20_000;

  private static final List<String> PERCENTS = List.of("0", "5", "7.7", "8.875", "19", "25");

  @Test
  void takenBackBitByBitAnInvoiceComesToNothing() {
    for (int seed = 0; seed < INVOICES; seed++) {
      Random random = new Random(seed);
      IssuedDocument invoice = invoice(random);
      List<IssuedDocument> notes = new ArrayList<>();
      for (int credits = random.nextInt(6); credits > 0; credits--) {
        credit(invoice, notes, random).ifPresent(notes::add);
        requireWithin(invoice, notes, seed);
      }

      notes.add(invoice.after(notes).takenBack());

      IssuedDocument left = invoice.after(notes);
      int of = seed;
      assertTrue(left.isNothing(), () -> "seed " + of + " leaves " + left);
      assertTrue(left.taxes().stream().allMatch(IssuedTax::isNothing), () -> "seed " + of);
      assertEquals(0, left.paidByCredits().signum(), () -> "seed " + of);
    }
  }

  private static java.util.Optional<IssuedDocument> credit(
      IssuedDocument invoice, List<IssuedDocument> notes, Random random) {
    IssuedDocument left = invoice.after(notes);
    IssuedLine line = left.lines().get(random.nextInt(left.lines().size()));
    boolean isOfAll = random.nextInt(3) == 0;
    Money most = isOfAll ? left.net() : line.net();
    if (most.signum() <= 0) {
      return java.util.Optional.empty();
    }
    long minor =
        random.nextInt(4) == 0 ? most.minorUnits() : 1 + random.nextLong(most.minorUnits());
    Money net = money(minor, invoice.currency());
    return java.util.Optional.of(
        isOfAll ? invoice.credited(notes, net) : invoice.credited(notes, line.number(), net));
  }

  /** Nothing of it is taken back twice, and every note adds up. */
  private static void requireWithin(IssuedDocument invoice, List<IssuedDocument> notes, int seed) {
    if (notes.isEmpty()) {
      return;
    }
    IssuedDocument left = invoice.after(notes);
    IssuedDocument last = notes.get(notes.size() - 1);
    assertTrue(
        IntStream.range(0, left.lines().size())
            .allMatch(
                i -> {
                  int sign = invoice.lines().get(i).net().signum();
                  int now = left.lines().get(i).net().signum();
                  return now == 0 || now == sign;
                }),
        () -> "seed " + seed + " takes more of a line than there is: " + notes);
    assertEquals(
        Money.sum(last.taxes().stream().map(IssuedTax::tax).toList(), last.currency()),
        Money.sum(last.lines().stream().map(IssuedLine::tax).toList(), last.currency()),
        () -> "seed " + seed);
    assertTrue(
        last.paidByCredits().signum() <= 0 && left.paidByCredits().signum() >= 0,
        () -> "seed " + seed + " gives back other credits than were used: " + notes);
    assertTrue(
        last.taxes().stream()
            .allMatch(
                tax ->
                    tax.of(tax.net())
                                .subtract(tax.tax().amount())
                                .abs()
                                .movePointRight(last.currency().decimals())
                                .compareTo(BigDecimal.ONE)
                            <= 0
                        || invoice.lines().stream().anyMatch(line -> line.net().signum() < 0)),
        () -> "seed " + seed + " has a tax that is not its percentage: " + last);
  }

  private static IssuedDocument invoice(Random random) {
    PricingUnit unit = PricingUnit.currency(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
    List<List<String>> rates = List.of(List.of(), List.of("a"), List.of("b"), List.of("a", "b"));
    List<String> percents =
        List.of(
            PERCENTS.get(random.nextInt(PERCENTS.size())),
            PERCENTS.get(random.nextInt(PERCENTS.size())));
    List<IssuedLine> lines = new ArrayList<>();
    for (int number = 1; number <= 1 + random.nextInt(6); number++) {
      long amount = random.nextInt(5) == 0 ? random.nextInt(4) : random.nextInt(2_000_000);
      long discount = random.nextInt(3) == 0 && amount > 0 ? random.nextLong(amount + 1) : 0;
      boolean isNegative = random.nextInt(8) == 0;
      lines.add(
          new IssuedLine(
              number,
              money(isNegative ? -amount : amount, unit),
              money(isNegative ? 0 : discount, unit),
              Money.zero(unit),
              rates.get(random.nextInt(4))));
    }
    return taxed(unit, lines, percents, random);
  }

  private static IssuedDocument taxed(
      PricingUnit unit, List<IssuedLine> lines, List<String> percents, Random random) {
    List<IssuedTax> taxes = new ArrayList<>();
    List<IssuedLine> taxed = new ArrayList<>(lines);
    for (int i = 0; i < 2; i++) {
      String rate = i == 0 ? "a" : "b";
      BigDecimal percent = new BigDecimal(percents.get(i));
      List<Integer> at =
          IntStream.range(0, lines.size())
              .filter(line -> lines.get(line).rates().contains(rate))
              .boxed()
              .toList();
      Money net = Money.sum(at.stream().map(line -> lines.get(line).net()).toList(), unit);
      IssuedTax exact = new IssuedTax(rate, percent, net, Money.zero(unit));
      Money tax = Money.round(exact.of(net), unit);
      List<Money> shares =
          Allocation.largestRemainder(
              tax, at.stream().map(line -> exact.of(lines.get(line).net())).toList());
      for (int share = 0; share < at.size(); share++) {
        IssuedLine line = taxed.get(at.get(share));
        taxed.set(
            at.get(share),
            new IssuedLine(
                line.number(),
                line.amount(),
                line.discount(),
                line.tax().plus(shares.get(share)),
                line.rates()));
      }
      if (!at.isEmpty()) {
        taxes.add(new IssuedTax(rate, percent, net, tax));
      }
    }
    IssuedDocument unpaid = new IssuedDocument(unit, taxed, taxes, Money.zero(unit));
    long total = unpaid.total().minorUnits();
    Money paid = money(total > 0 && random.nextBoolean() ? random.nextLong(total + 1) : 0, unit);
    return new IssuedDocument(unit, taxed, taxes, paid);
  }

  private static Money money(long minor, PricingUnit unit) {
    return new Money(BigDecimal.valueOf(minor, unit.decimals()), unit);
  }
}
