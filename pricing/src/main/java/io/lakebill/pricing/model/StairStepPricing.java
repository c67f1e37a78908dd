package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * The step that the total reaches costs its flat amount, however many of its units are used;
 * nothing is charged per unit. A correction pays back the step that its own quantity would reach.
 *
 * <p>The line counts the step, not the units: {@code step 2: 1 @ 50}.
 *
 * @param steps tiers whose flat amount is the amount of the step, without unit amounts
 */
public record StairStepPricing(Tiers steps) implements PricingModel {

  /** Refuses a step with a unit amount. */
  public StairStepPricing {
    Objects.requireNonNull(steps, "steps");
    for (Tier step : steps.asList()) {
      if (step.unitAmount().signum() != 0) {
        throw new IllegalArgumentException(
            "a step has the unit amount "
                + step.unitAmount().toPlainString()
                + "; steps have flat amounts only, use bulk pricing for both");
      }
    }
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return steps.rate(
        usage.total(),
        quantity -> {
          int reached = steps.reachedBy(quantity);
          BigDecimal amount = steps.asList().get(reached).flatAmount();
          return List.of(RatedLine.of("step " + (reached + 1), BigDecimal.ONE, amount));
        });
  }

  @Override
  public StairStepPricing scaled(BigDecimal factor) {
    return new StairStepPricing(steps.scaled(factor));
  }
}
