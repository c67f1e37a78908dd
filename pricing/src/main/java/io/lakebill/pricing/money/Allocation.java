package io.lakebill.pricing.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares a rounded amount over the lines it was computed from. */
public final class Allocation {

  private Allocation() {}

  /**
   * One share per exact amount, in the same order. The shares add up to {@code amount} and each is
   * less than one minor unit away from its exact amount; a line that is exactly zero stays zero.
   * Every exact amount is rounded, half away from zero, and where that adds up to something else,
   * the lines that are then moved by one minor unit are those that are nearest to their other
   * neighbour: of equal ones the earlier moves away from zero before a later one, and any of them
   * before the later and then the earlier moves towards it. Shares of negated amounts are the
   * negated shares. For lines of one sign these are the shares of the largest remainder.
   *
   * @param amount the sum of the exact amounts, rounded
   * @throws IllegalArgumentException if {@code amount} is not such a sum
   */
  public static List<Money> largestRemainder(Money amount, List<BigDecimal> exact) {
    int decimals = amount.currency().decimals();
    List<BigDecimal> shares = new ArrayList<>();
    List<BigDecimal> lost = new ArrayList<>();
    BigDecimal missing = amount.amount();
    for (BigDecimal line : exact) {
      BigDecimal share = Money.round(line, amount.currency()).amount();
      shares.add(share);
      lost.add(line.subtract(share));
      missing = missing.subtract(share);
    }

    int sign = missing.signum();
    BigDecimal step = BigDecimal.valueOf(sign, decimals);
    List<Integer> takers =
        IntStream.range(0, exact.size())
            .filter(i -> lost.get(i).signum() == sign)
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> lost.get(i).abs())
                    .reversed()
                    .thenComparing(i -> exact.get(i).signum() == sign ? i : 2 * exact.size() - i))
            .toList();
    BigDecimal steps = missing.abs().movePointRight(decimals);
    if (sign != 0 && steps.compareTo(BigDecimal.valueOf(takers.size())) > 0) {
      BigDecimal sum = Decimals.plain(exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      throw new IllegalArgumentException(
          "cannot share " + amount + " over lines that add up to " + sum.toPlainString());
    }
    for (int i : takers.subList(0, steps.intValueExact())) {
      shares.set(i, shares.get(i).add(step));
    }
    return shares.stream().map(share -> new Money(share, amount.currency())).toList();
  }
}
