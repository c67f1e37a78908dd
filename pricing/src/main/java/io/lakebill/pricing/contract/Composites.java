package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Proration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the composites of a plan come to together, in the order in which they build on each other.
 */
public final class Composites {

  private static final List<Class<? extends CompositeRule>> ORDER =
      List.of(
          CompositeRule.Percentage.class,
          CompositeRule.LeastTotal.class,
          CompositeRule.Covered.class);

  private Composites() {}

  /**
   * The amounts of percentages, then of minimums, which may list percentages, then of what is
   * covered, which may list both. What comes to nothing is left out.
   *
   * @param composites by their own ids; any order
   * @param charged what each charge came to, by charge id
   * @param days the part of the full period that is billed, for minimums and covers
   * @return by id, in the order in which they were computed
   */
  public static Map<String, Money> amounts(
      Map<String, Composite> composites, Map<String, Money> charged, Proration days) {
    Map<String, Money> known = new HashMap<>(charged);
    Map<String, Money> amounts = new LinkedHashMap<>();
    for (Class<? extends CompositeRule> rule : ORDER) {
      composites.forEach(
          (id, composite) -> {
            if (rule.isInstance(composite.rule())) {
              composite
                  .amount(known, days)
                  .filter(amount -> amount.signum() != 0)
                  .ifPresent(amount -> put(id, amount, known, amounts));
            }
          });
    }
    return amounts;
  }

  private static void put(
      String id, Money amount, Map<String, Money> known, Map<String, Money> amounts) {
    known.merge(id, amount, Money::plus);
    amounts.put(id, amount);
  }
}
