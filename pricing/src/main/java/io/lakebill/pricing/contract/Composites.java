package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Proration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the composites of a plan come to together, in the order in which they build on each other.
 */
public final class Composites {

  private Composites() {}

  /**
   * The amounts of percentages, then of minimums, which may list percentages. What comes to nothing
   * is left out.
   *
   * @param composites by their own ids; any order
   * @param charged what each charge came to, by charge id
   * @param days the part of the full period that is billed, for minimums
   * @return by id, in the order in which they were computed
   */
  public static Map<String, Money> amounts(
      Map<String, Composite> composites, Map<String, Money> charged, Proration days) {
    Map<String, Money> known = new HashMap<>(charged);
    Map<String, Money> amounts = new LinkedHashMap<>();
    for (boolean isMinimum : new boolean[] {false, true}) {
      composites.forEach(
          (id, composite) -> {
            if (composite.rule() instanceof CompositeRule.LeastTotal == isMinimum) {
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
