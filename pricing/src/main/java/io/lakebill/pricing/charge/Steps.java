package io.lakebill.pricing.charge;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Steps that follow each other from 0: after each there is what was before plus its change. */
public record Steps(List<Step> asList) implements Serializable {

  public static final Steps NONE = new Steps(List.of());

  /** Refuses steps that do not add up. */
  public Steps {
    asList = List.copyOf(asList);
    BigDecimal before = BigDecimal.ZERO;
    for (Step step : asList) {
      BigDecimal sum = before.add(step.change());
      if (sum.compareTo(step.after()) != 0) {
        throw new IllegalArgumentException(
            String.format(
                "step %s makes %s of %s, not %s",
                step.kind(),
                sum.toPlainString(),
                before.toPlainString(),
                step.after().toPlainString()));
      }
      before = step.after();
    }
  }

  /** What there is after the last step; 0 without any. */
  public BigDecimal last() {
    return asList.isEmpty() ? BigDecimal.ZERO : asList.get(asList.size() - 1).after();
  }

  /** These steps and one more, which leads to {@code after}. */
  Steps then(Step.Kind kind, BigDecimal after) {
    List<Step> longer = new ArrayList<>(asList);
    longer.add(new Step(kind, after.subtract(last()), after));
    return new Steps(longer);
  }
}
