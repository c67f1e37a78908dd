package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What grants paid of lines. A grant is used before the next one begins, pays only what it covers,
 * and never more than is left of it or than there is to pay: negative lines are set off first, and
 * neither the lines it covers nor all of them end below nothing by a credit. A percentage is of
 * what the grants before it left, rounded once.
 *
 * @param unit of all lines and drawdowns
 * @param before the grants of this unit, in the order in which they are burned
 * @param drawdowns in that order, too
 */
public record BurnDown(PricingUnit unit, List<GrantBalance> before, List<Drawdown> drawdowns)
    implements Serializable {

  /** Refuses drawdowns that use more of a grant than it had. */
  public BurnDown {
    before = List.copyOf(before);
    drawdowns = List.copyOf(drawdowns);
    requireOneBalancePerGrant(before);
    for (Drawdown drawdown : drawdowns) {
      if (before.stream().noneMatch(balance -> balance.grant().id().equals(drawdown.grant()))) {
        throw new IllegalArgumentException("there is no grant " + drawdown.grant() + " to draw on");
      }
    }
    balancesAfter(before, drawdowns);
  }

  /**
   * Burns grants down on lines.
   *
   * @param unit of the lines; grants in others are left alone
   * @throws IllegalArgumentException if a line is in another unit, or a grant is given twice
   */
  public static BurnDown of(
      PricingUnit unit, List<GrantBalance> grants, List<CreditLine> lines, Spread spread) {
    for (CreditLine line : lines) {
      if (!line.amount().currency().equals(unit)) {
        throw new IllegalArgumentException(
            line.charge() + " is " + line.amount() + ", but the lines to pay are in " + unit);
      }
    }
    List<GrantBalance> ordered =
        grants.stream()
            .filter(balance -> balance.left().currency().equals(unit))
            .sorted((one, other) -> CreditGrant.BURN_ORDER.compare(one.grant(), other.grant()))
            .toList();
    List<Money> open = new ArrayList<>(lines.stream().map(CreditLine::amount).toList());
    List<Drawdown> drawdowns = new ArrayList<>();
    for (GrantBalance balance : ordered) {
      for (Drawdown drawdown : draw(balance, lines, open, unit, spread)) {
        open.set(drawdown.line(), open.get(drawdown.line()).minus(drawdown.amount()));
        drawdowns.add(drawdown);
      }
    }
    return new BurnDown(unit, ordered, drawdowns);
  }

  /** What is left of the grants, in the order in which they are burned. */
  public List<GrantBalance> after() {
    return balancesAfter(before, drawdowns);
  }

  /** What was paid of a line. */
  public Money paidOf(int line) {
    return sum(drawdowns.stream().filter(drawdown -> drawdown.line() == line).toList(), unit);
  }

  /** What was used of a grant. */
  public Money usedOf(String grant) {
    return sum(drawdowns.stream().filter(d -> d.grant().equals(grant)).toList(), unit);
  }

  /** What all grants paid together. */
  public Money total() {
    return sum(drawdowns, unit);
  }

  private static List<Drawdown> draw(
      GrantBalance balance,
      List<CreditLine> lines,
      List<Money> open,
      PricingUnit unit,
      Spread spread) {
    List<Integer> covered =
        IntStream.range(0, lines.size())
            .filter(line -> balance.grant().covers(lines.get(line)))
            .boxed()
            .toList();
    Money ofCovered = Money.sum(covered.stream().map(open::get).toList(), unit);
    Money credit = balance.left().min(balance.grant().part(ofCovered)).min(Money.sum(open, unit));
    if (credit.signum() <= 0) {
      return List.of();
    }
    List<Integer> payable = covered.stream().filter(line -> open.get(line).signum() > 0).toList();
    List<Money> shares = spread.shares(credit, payable.stream().map(open::get).toList());
    return IntStream.range(0, payable.size())
        .filter(i -> shares.get(i).signum() > 0)
        .mapToObj(i -> new Drawdown(balance.grant().id(), payable.get(i), shares.get(i)))
        .toList();
  }

  private static List<GrantBalance> balancesAfter(
      List<GrantBalance> before, List<Drawdown> drawdowns) {
    List<GrantBalance> after = new ArrayList<>();
    for (GrantBalance balance : before) {
      String id = balance.grant().id();
      List<Drawdown> own = drawdowns.stream().filter(d -> d.grant().equals(id)).toList();
      after.add(balance.minus(sum(own, balance.left().currency())));
    }
    return List.copyOf(after);
  }

  private static void requireOneBalancePerGrant(List<GrantBalance> balances) {
    long grants = balances.stream().map(balance -> balance.grant().id()).distinct().count();
    if (grants < balances.size()) {
      throw new IllegalArgumentException(
          "a grant is given twice: " + balances.stream().map(b -> b.grant().id()).toList());
    }
  }

  private static Money sum(List<Drawdown> drawdowns, PricingUnit unit) {
    return Money.sum(drawdowns.stream().map(Drawdown::amount).toList(), unit);
  }
}
