package io.lakebill.pricing.charge;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One of several bills for the same charge: an interim bill, the last one, or a correction after
 * it. It asks for the rounded total so far less what was billed before, so however a period is
 * split into bills, they add up to its one charge; nothing drifts and nothing is billed twice.
 *
 * @param due what this bill asks for; negative if too much was billed before
 * @param lines labels to amounts, those of the charge first, then those that it no longer has,
 *     which come back negative. They add up to what is due; labels of which nothing is due are left
 *     out
 * @param billed labels to amounts with this bill included; what the next one has to be given
 */
public record PartialBill(Money due, Map<String, Money> lines, Map<String, Money> billed)
    implements Serializable {

  /** Refuses lines that do not add up to what is due. */
  public PartialBill {
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    billed = Collections.unmodifiableMap(new LinkedHashMap<>(billed));
    Money sum = lines.values().stream().reduce(Money.zero(due.currency()), Money::plus);
    if (!sum.equals(due)) {
      throw new IllegalArgumentException("lines add up to " + sum + ", not to " + due);
    }
  }

  /**
   * The bill for a charge of which nothing was billed before.
   *
   * @param soFar the charge for all usage of the period that is known by now
   */
  public static PartialBill first(Charge soFar) {
    return of(soFar, Map.of());
  }

  /** The bill for the same period after this one. */
  public PartialBill next(Charge soFar) {
    return of(soFar, billed);
  }

  /**
   * The bill for a charge of which some was billed before.
   *
   * @param soFar the charge for all usage of the period that is known by now
   * @param billedBefore by label, over all bills of the period before
   * @throws IllegalArgumentException if they are in different currencies
   */
  public static PartialBill of(Charge soFar, Map<String, Money> billedBefore) {
    Money nothing = Money.zero(soFar.amount().currency());
    Map<String, Money> now = new LinkedHashMap<>();
    for (Charge.Line line : soFar.lines()) {
      now.merge(line.rated().label(), line.amount(), Money::plus);
    }
    Set<String> labels = new LinkedHashSet<>(now.keySet());
    labels.addAll(billedBefore.keySet());

    Map<String, Money> lines = new LinkedHashMap<>();
    for (String label : labels) {
      Money before = billedBefore.getOrDefault(label, nothing);
      Money due = now.getOrDefault(label, nothing).plus(negated(before));
      if (due.amount().signum() != 0) {
        lines.put(label, due);
      }
    }
    Money due = lines.values().stream().reduce(nothing, Money::plus);
    return new PartialBill(due, lines, now);
  }

  private static Money negated(Money money) {
    BigDecimal amount = money.amount().negate();
    return new Money(amount, money.currency());
  }
}
