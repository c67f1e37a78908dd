package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A charge that is made of other charges of the same pricing unit. A composite of nothing is
 * nothing: without one of its charges on the invoice it has no amount, minimums included.
 *
 * @param of ids of the charges it lists, at least one. A minimum may list percentages, and what is
 *     covered both
 * @param unit of all of them and of the composite
 * @param quantity 1, or 0 to switch it off
 */
public record Composite(CompositeRule rule, Set<String> of, PricingUnit unit, BigDecimal quantity)
    implements Serializable {

  /** Refuses an empty list, other quantities, and a minimum in another unit. */
  public Composite {
    Objects.requireNonNull(unit, "unit");
    of = Set.copyOf(of);
    quantity = Decimals.stored("quantity", quantity);
    if (of.isEmpty()) {
      throw new IllegalArgumentException("a composite lists no charges");
    }
    if (quantity.signum() != 0 && quantity.compareTo(BigDecimal.ONE) != 0) {
      throw new IllegalArgumentException(
          "composite quantity "
              + quantity.toPlainString()
              + " is neither 1 nor 0, which switches it off");
    }
    if (rule instanceof CompositeRule.LeastTotal least) {
      requireUnit("the minimum", least.minimum().amount().currency(), unit);
    }
    if (rule instanceof CompositeRule.Covered covered) {
      requireUnit("what is covered", covered.most().amount().currency(), unit);
    }
  }

  /** A composite that is switched on. */
  public Composite(CompositeRule rule, Set<String> of, PricingUnit unit) {
    this(rule, of, unit, BigDecimal.ONE);
  }

  /**
   * Refuses a plan in which the listed charges do not exist or have other pricing units.
   *
   * @param unitsOfCharges by charge id
   */
  public void check(Map<String, PricingUnit> unitsOfCharges) {
    for (String charge : of) {
      if (!unitsOfCharges.containsKey(charge)) {
        throw new IllegalArgumentException(
            "the composite lists " + charge + ", which is no charge");
      }
      requireUnit("charge " + charge, unitsOfCharges.get(charge), unit);
    }
  }

  /**
   * What the composite comes to.
   *
   * @param charged what each charge came to, by charge id; others than the listed do not count
   * @param days the part of the full period that is billed
   */
  public Optional<Money> amount(Map<String, Money> charged, Proration days) {
    Money total = Money.zero(unit);
    boolean any = false;
    for (String charge : of) {
      if (charged.containsKey(charge)) {
        requireUnit("charge " + charge, charged.get(charge).currency(), unit);
        total = total.plus(charged.get(charge));
        any = true;
      }
    }
    return any && quantity.signum() != 0 ? Optional.of(rule.amount(total, days)) : Optional.empty();
  }

  private static void requireUnit(String what, PricingUnit actual, PricingUnit expected) {
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          what
              + " is in "
              + actual
              + ", but the composite in "
              + expected
              + "; list charges of one pricing unit");
    }
  }
}
