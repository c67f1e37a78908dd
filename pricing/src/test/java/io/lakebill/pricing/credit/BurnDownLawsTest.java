package io.lakebill.pricing.credit;

import static io.lakebill.pricing.credit.Grants.FIRST_DAY;
import static io.lakebill.pricing.credit.Grants.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws of credits on random grants and lines; grants like to end exactly with what they pay. */
class BurnDownLawsTest {

  private static final int CASES = 10_000;

  private static final List<String> CHARGES = List.of("a", "b", "c");

  @Test
  void noGrantIsOverConsumedAndNothingIsPaidTwice() {
    forAll(
        (what, grants, lines, burnDown) -> {
          Money left = Money.sum(amounts(burnDown.after()), USD);
          assertEquals(Money.sum(amounts(grants), USD), left.plus(burnDown.total()), what);
          for (GrantBalance balance : burnDown.after()) {
            assertTrue(balance.left().signum() >= 0, what);
          }
          for (int i = 0; i < lines.size(); i++) {
            Money payable = lines.get(i).amount().orZero();
            assertTrue(burnDown.paidOf(i).compareTo(payable) <= 0, what);
          }
          Money all = Money.sum(lines.stream().map(CreditLine::amount).toList(), USD);
          assertTrue(burnDown.total().compareTo(all.orZero()) <= 0, what);
        });
  }

  @Test
  void creditsPayOnlyWhatTheyCover() {
    forAll(
        (what, grants, lines, burnDown) -> {
          for (Drawdown drawdown : burnDown.drawdowns()) {
            CreditGrant grant =
                grants.stream()
                    .map(GrantBalance::grant)
                    .filter(g -> g.id().equals(drawdown.grant()))
                    .findFirst()
                    .orElseThrow();
            CreditLine line = lines.get(drawdown.line());
            assertTrue(grant.isValidOn(line.earnedOn()), what);
            assertTrue(
                grant.scope().charges().isEmpty()
                    || grant.scope().charges().contains(line.charge()),
                what);
          }
        });
  }

  /** A grant has something left only if, when its turn was over, it had nothing more to pay. */
  @Test
  void aGrantIsUsedUpBeforeALaterOneIsBegun() {
    forAll(
        (what, grants, lines, burnDown) -> {
          List<Money> open = new ArrayList<>(lines.stream().map(CreditLine::amount).toList());
          for (GrantBalance balance : burnDown.after()) {
            CreditGrant grant = balance.grant();
            burnDown.drawdowns().stream()
                .filter(drawdown -> drawdown.grant().equals(grant.id()))
                .forEach(d -> open.set(d.line(), open.get(d.line()).minus(d.amount())));
            Money covered =
                Money.sum(
                    IntStream.range(0, lines.size())
                        .filter(i -> grant.covers(lines.get(i)))
                        .mapToObj(open::get)
                        .toList(),
                    USD);
            boolean nothingToPay = covered.min(Money.sum(open, USD)).signum() <= 0;
            assertTrue(balance.left().signum() == 0 || nothingToPay, what + grant);
          }
        });
  }

  @Test
  void theOrderInWhichGrantsComeChangesNothing() {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      List<GrantBalance> grants = grants(random);
      List<CreditLine> lines = lines(random);
      List<GrantBalance> shuffled = new ArrayList<>(grants);
      Collections.shuffle(shuffled, new Random(seed));

      assertEquals(
          BurnDown.of(USD, grants, lines, Spread.IN_ORDER),
          BurnDown.of(USD, shuffled, lines, Spread.IN_ORDER),
          "seed " + seed);
    }
  }

  @Test
  void sharesAddUpToTheCreditHoweverTheyAreSpread() {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      List<Money> open =
          random.longs(random.nextInt(1, 6), 1, 500).mapToObj(BurnDownLawsTest::cents).toList();
      long total = Money.sum(open, USD).minorUnits();
      Money credit = cents(random.nextInt(3) == 0 ? total : random.nextLong(1, total + 1));
      for (Spread spread : Spread.values()) {
        List<Money> shares = spread.shares(credit, open);
        String what = "seed " + seed + " " + spread + ": " + credit + " over " + open;

        assertEquals(credit, Money.sum(shares, USD), what);
        for (int i = 0; i < open.size(); i++) {
          assertTrue(shares.get(i).compareTo(open.get(i)) <= 0, what);
          assertTrue(shares.get(i).signum() >= 0, what);
        }
      }
    }
  }

  private interface Law {
    void check(String what, List<GrantBalance> grants, List<CreditLine> lines, BurnDown burnDown);
  }

  private static void forAll(Law law) {
    for (int seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      List<GrantBalance> grants = grants(random);
      List<CreditLine> lines = lines(random);
      Spread spread = random.nextBoolean() ? Spread.IN_ORDER : Spread.IN_PROPORTION;
      law.check(
          "seed " + seed + " " + spread + " ",
          grants,
          lines,
          BurnDown.of(USD, grants, lines, spread));
    }
  }

  private static List<GrantBalance> grants(SplittableRandom random) {
    List<GrantBalance> grants = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Money amount = cents(random.nextLong(1, 6) * 100);
      int from = random.nextInt(20);
      int days = random.nextInt(1, 30);
      CreditGrant grant =
          new CreditGrant(
              "g" + i,
              Kind.PREPAID,
              amount,
              random.nextInt(3),
              FIRST_DAY.plusDays(from),
              random.nextBoolean() ? null : FIRST_DAY.plusDays(from + days),
              Instant.ofEpochSecond(random.nextInt(2)),
              random.nextBoolean() ? Scope.ALL : new Scope(Set.of(), Set.of(charge(random))));
      Money left = random.nextBoolean() ? amount : cents(random.nextLong(amount.minorUnits() + 1));
      grants.add(new GrantBalance(grant, left));
    }
    return grants;
  }

  private static List<CreditLine> lines(SplittableRandom random) {
    List<CreditLine> lines = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      long amount = random.nextBoolean() ? random.nextLong(6) * 100 : random.nextLong(500);
      lines.add(
          new CreditLine(
              charge(random),
              null,
              FIRST_DAY.plusDays(random.nextInt(30)),
              cents(random.nextInt(5) == 0 ? -amount : amount)));
    }
    return lines;
  }

  private static String charge(SplittableRandom random) {
    return CHARGES.get(random.nextInt(CHARGES.size()));
  }

  private static List<Money> amounts(List<GrantBalance> balances) {
    return balances.stream().map(GrantBalance::left).toList();
  }

  private static Money cents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2), USD);
  }
}
