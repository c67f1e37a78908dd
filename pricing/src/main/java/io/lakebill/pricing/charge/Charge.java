package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is billed for one price or fee in one billing period. The lines explain it and their amounts
 * add up to its amount.
 *
 * @param quantity in the priced unit; what was used, not what its packages hold
 * @param exactAmount the sum of the exact amounts of the lines, unrounded
 * @param amount the exact amount rounded once, half away from zero
 * @param lines in the order of tiers or dimension values; none when nothing was used
 */
public record Charge(BigDecimal quantity, BigDecimal exactAmount, Money amount, List<Line> lines)
    implements Serializable {

  /** Refuses lines that do not add up to the amount. */
  public Charge {
    quantity = Decimals.stored("quantity", quantity);
    exactAmount = Decimals.plain(exactAmount);
    lines = List.copyOf(lines);
    Money sum = lines.stream().map(Line::amount).reduce(Money.zero(amount.currency()), Money::plus);
    if (!sum.equals(amount)) {
      throw new IllegalArgumentException("lines add up to " + sum + ", not to " + amount);
    }
  }

  /**
   * A rated line with its share of the rounded amount.
   *
   * @param amount less than one minor unit away from the line's exact amount
   */
  public record Line(RatedLine rated, Money amount) implements Serializable {}

  /** Adds up, rounds once, and spreads the rounded amount back over the lines. */
  static Charge rounded(BigDecimal quantity, List<RatedLine> rated, PricingUnit currency) {
    List<BigDecimal> exact = rated.stream().map(RatedLine::exactAmount).toList();
    BigDecimal exactAmount = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    Money amount = Money.round(exactAmount, currency);
    List<Money> shares = Allocation.largestRemainder(amount, exact);
    List<Line> lines =
        IntStream.range(0, rated.size())
            .mapToObj(i -> new Line(rated.get(i), shares.get(i)))
            .toList();
    return new Charge(quantity, exactAmount, amount, lines);
  }
}
