package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Tiers that cover every positive quantity exactly once: they follow each other without gap or
 * overlap, the first begins at 0 and the last is open.
 *
 * @param bounds which tier a quantity exactly on a bound falls in
 */
public record Tiers(List<Tier> asList, Bounds bounds) implements Serializable {

  /** Refuses an empty list, bounds that do not increase, and any but exactly the last tier open. */
  public Tiers {
    asList = List.copyOf(asList);
    Objects.requireNonNull(bounds, "bounds");
    if (asList.isEmpty()) {
      throw new IllegalArgumentException("there are no tiers");
    }
    requireLastTierOpen(asList);
    requireIncreasingBounds(asList);
  }

  /** Tiers with inclusive bounds, the default. */
  public static Tiers of(Tier... tiers) {
    return new Tiers(List.of(tiers), Bounds.INCLUSIVE);
  }

  /** The position in the list of the tier that a positive quantity falls in. */
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
