package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A charge of a plan with what it comes to in a period, or why that cannot be said.
 *
 * @param held why it must not be billed; empty when it may
 */
public record RatedCharge(PlanCharge terms, Timing timing, Charge charge, Optional<String> held) {

  /** A charge that may be billed. */
  static RatedCharge of(PlanCharge terms, Timing timing, Charge charge) {
    return new RatedCharge(terms, timing, charge, Optional.empty());
  }

  /** A charge whose amount is not known: never nothing, always held. */
  static RatedCharge held(
      PlanCharge terms, Timing timing, BigDecimal quantity, PricingUnit currency, String reason) {
    Charge unknown = new Charge(quantity, BigDecimal.ZERO, Money.zero(currency), List.of());
    return new RatedCharge(terms, timing, unknown, Optional.of(reason));
  }

  /** The same charge, held for a reason of its plan unless it has one of its own. */
  RatedCharge heldUnlessFine(List<String> reasonsOfPlan) {
    return reasonsOfPlan.isEmpty() || held.isPresent()
        ? this
        : new RatedCharge(terms, timing, charge, Optional.of(String.join("; ", reasonsOfPlan)));
  }

  /** The meter of a usage charge. */
  public Optional<String> meter() {
    return terms instanceof UsageCharge usage ? Optional.of(usage.meter()) : Optional.empty();
  }
}
