package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is billed for one price or fee in one billing period. The lines explain it and their amounts
 * add up to its amount; so do the steps of its explanation.
 *
 * @param quantity in the priced unit; what was used, included units too, not what its packages hold
 * @param exactAmount the sum of the exact amounts of the lines, unrounded
 * @param amount the exact amount rounded once, half away from zero
 * @param lines in the order of tiers or dimension values; none when nothing was used. Included
 *     units come first, {@code cap} and {@code minimum} last
 */
public record Charge(
    BigDecimal quantity,
    BigDecimal exactAmount,
    Money amount,
    List<Line> lines,
    Explanation explanation)
    implements Serializable {

  /** Refuses lines or steps that do not add up to the amount. */
  public Charge {
    quantity = Decimals.stored("quantity", quantity);
    exactAmount = Decimals.plain(exactAmount);
    lines = List.copyOf(lines);
    Objects.requireNonNull(explanation, "explanation");
    Money sum = lines.stream().map(Line::amount).reduce(Money.zero(amount.currency()), Money::plus);
    if (!sum.equals(amount)) {
      throw new IllegalArgumentException("lines add up to " + sum + ", not to " + amount);
    }
    BigDecimal explained = explanation.amount().last();
    if (explained.compareTo(amount.amount()) != 0) {
      throw new IllegalArgumentException(
          "steps lead to " + explained.toPlainString() + ", not to " + amount);
    }
  }

  /**
   * Why it cannot be on an invoice: it, or a line of it, is more than can be paid. Empty when it
   * can, and when it is not in a currency.
   */
  public Optional<String> whyNotPayable() {
    if (!amount.currency().isCurrency()) {
      return Optional.empty();
    }
    if (!amount.isPayable()) {
      return Optional.of(tooMuch("it comes to", amount));
    }
    return lines.stream()
        .filter(line -> !line.amount().isPayable())
        .findFirst()
        .map(
            line ->
                tooMuch("its line '%s' comes to".formatted(line.rated().label()), line.amount()));
  }

  private static String tooMuch(String what, Money amount) {
    return "%s %s, and no more than %s can be invoiced"
        .formatted(what, amount, Money.largest(amount.currency()));
  }

  /** A charge of which no more is explained than its lines and their rounding. */
  public Charge(BigDecimal quantity, BigDecimal exactAmount, Money amount, List<Line> lines) {
    this(
        quantity,
        exactAmount,
        amount,
        lines,
        new Explanation(
            Steps.NONE,
            Steps.NONE
                .then(Step.Kind.LINES, exactAmount)
                .then(Step.Kind.ROUNDING, amount.amount())));
  }

  /**
   * A rated line with its share of the rounded amount.
   *
   * @param amount less than one minor unit away from the line's exact amount
   */
  public record Line(RatedLine rated, Money amount) implements Serializable {}

  /** Adds up, rounds once, and spreads the rounded amount back over the lines. */
  public static Charge rounded(BigDecimal quantity, List<RatedLine> rated, PricingUnit currency) {
    BigDecimal exact = sum(rated);
    return rounded(quantity, rated, currency, Steps.NONE, Steps.NONE.then(Step.Kind.LINES, exact));
  }

  /**
   * The same with the steps that led to the lines, and those from their sum to the exact amount.
   */
  static Charge rounded(
      BigDecimal quantity,
      List<RatedLine> rated,
      PricingUnit currency,
      Steps quantitySteps,
      Steps amountSteps) {
    List<BigDecimal> exact = rated.stream().map(RatedLine::exactAmount).toList();
    BigDecimal exactAmount = sum(rated);
    Money amount = Money.round(exactAmount, currency);
    List<Money> shares = Allocation.largestRemainder(amount, exact);
    List<Line> lines =
        IntStream.range(0, rated.size())
            .mapToObj(i -> new Line(rated.get(i), shares.get(i)))
            .toList();
    Steps rounding = amountSteps.then(Step.Kind.ROUNDING, amount.amount());
    return new Charge(
        quantity, exactAmount, amount, lines, new Explanation(quantitySteps, rounding));
  }

  /** The exact amounts together. */
  static BigDecimal sum(List<RatedLine> rated) {
    return rated.stream().map(RatedLine::exactAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
