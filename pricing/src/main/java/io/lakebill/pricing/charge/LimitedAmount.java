package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The second half of a price: lines that keep to the cap and the minimum, and the steps from the
 * sum of the model's lines to theirs. What a limit changes is a line of its own, the last.
 */
record LimitedAmount(List<RatedLine> lines, Steps steps) {

  static LimitedAmount of(List<RatedLine> rated, Limits limits, Proration proration) {
    LimitedAmount unlimited =
        new LimitedAmount(rated, Steps.NONE.then(Step.Kind.LINES, Charge.sum(rated)));
    LimitedAmount capped = limits.most().map(unlimited::capped).orElse(unlimited);
    return limits.least().map(proration::of).map(capped::raised).orElse(capped);
  }

  private LimitedAmount capped(BigDecimal cap) {
    return moved(Step.Kind.CAP, "cap", steps.last().min(cap).max(cap.negate()));
  }

  private LimitedAmount raised(BigDecimal minimum) {
    return steps.last().signum() < 0
        ? this
        : moved(Step.Kind.MINIMUM, "minimum", steps.last().max(minimum));
  }

  private LimitedAmount moved(Step.Kind kind, String label, BigDecimal to) {
    BigDecimal change = to.subtract(steps.last());
    if (change.signum() == 0) {
      return this;
    }
    List<RatedLine> longer = new ArrayList<>(lines);
    longer.add(RatedLine.once(label, change));
    return new LimitedAmount(longer, steps.then(kind, to));
  }
}
