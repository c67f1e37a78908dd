package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Tiers that cover every positive quantity exactly once: they follow each other without gap or
 * overlap, the first begins at 0 and the last is open.
 *
 * @param bounds which tier a quantity exactly on a bound falls in
 * @param zeroUsage whether the first tier's flat amount is due when nothing was used
 */
public record Tiers(List<Tier> asList, Bounds bounds, ZeroUsage zeroUsage) implements Serializable {

  /** Refuses an empty list, bounds that do not increase, and any but exactly the last tier open. */
  public Tiers {
    asList = List.copyOf(asList);
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(zeroUsage, "zero usage");
    if (asList.isEmpty()) {
      throw new IllegalArgumentException("there are no tiers");
    }
    requireLastTierOpen(asList);
    requireIncreasingBounds(asList);
  }

  /** Tiers that charge nothing when nothing was used, the default. */
  public Tiers(List<Tier> asList, Bounds bounds) {
    this(asList, bounds, ZeroUsage.FREE);
  }

  /** Tiers with inclusive bounds, the default. */
  public static Tiers of(Tier... tiers) {
    return new Tiers(List.of(tiers), Bounds.INCLUSIVE);
  }

  /** The same tiers, with or without a flat amount when nothing was used. */
  public Tiers withZeroUsage(ZeroUsage other) {
    return new Tiers(asList, bounds, other);
  }

  /** The same tiers with other amounts. */
  Tiers map(UnaryOperator<BigDecimal> unitAmounts, UnaryOperator<BigDecimal> flatAmounts) {
    return new Tiers(
        asList.stream()
            .map(
                tier ->
                    tier.withAmounts(
                        unitAmounts.apply(tier.unitAmount()), flatAmounts.apply(tier.flatAmount())))
            .toList(),
        bounds,
        zeroUsage);
  }

  /** The same tiers with all amounts multiplied. */
  Tiers scaled(BigDecimal factor) {
    return map(factor::multiply, factor::multiply);
  }

  /** The same tiers with an amount added to the unit amounts. */
  Tiers raised(BigDecimal change) {
    return map(amount -> UnitAmounts.raised(amount, change), UnaryOperator.identity());
  }

  /** Extends what positive quantities cost to negative ones, and to 0 where that costs anything. */
  List<RatedLine> rate(BigDecimal quantity, Function<BigDecimal, List<RatedLine>> positive) {
    return quantity.signum() == 0 && zeroUsage == ZeroUsage.FLAT_AMOUNT
        ? positive.apply(quantity)
        : Corrections.rate(quantity, positive);
  }

  /** The position in the list of the tier that a quantity from 0 on falls in. */
  int reachedBy(BigDecimal quantity) {
    int reached = 0;
    while (!asList.get(reached).isOpen()
        && !bounds.within(quantity, asList.get(reached).lastUnit())) {
      reached++;
    }
    return reached;
  }

  private static void requireLastTierOpen(List<Tier> tiers) {
    int last = tiers.size() - 1;
    for (int i = 0; i < last; i++) {
      if (tiers.get(i).isOpen()) {
        throw new IllegalArgumentException(
            "tier " + (i + 1) + " is open, but tier " + (i + 2) + " follows it");
      }
    }
    if (!tiers.get(last).isOpen()) {
      throw new IllegalArgumentException(
          "the last tier ends at "
              + tiers.get(last).lastUnit().toPlainString()
              + " but must be open");
    }
  }

  private static void requireIncreasingBounds(List<Tier> tiers) {
    for (int i = 1; i < tiers.size() - 1; i++) {
      BigDecimal previous = tiers.get(i - 1).lastUnit();
      BigDecimal bound = tiers.get(i).lastUnit();
      if (bound.compareTo(previous) <= 0) {
        throw new IllegalArgumentException(
            "tier bound " + bound.toPlainString() + " is not above " + previous.toPlainString());
      }
    }
  }
}
