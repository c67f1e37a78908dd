package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.util.Optional;

/** One thing that a plan charges for. */
public sealed interface PlanCharge extends Serializable
    permits UsageCharge,
        RecurringCharge,
        OneTimeCharge,
        CountedCharge,
        CompositeCharge,
        PlanMinimum {

  /** Unique within the plan. */
  String id();

  /** What invoices call it. */
  String name();

  /**
   * The charge's type in documents: usage, recurring, one_time, counter, object, composite or
   * plan_minimum.
   */
  String type();

  /** Why runs hold subscriptions with this charge; empty when they bill it. */
  default Optional<String> notBilledYet() {
    return Optional.empty();
  }

  /** Why runs do not bill amounts in this unit; empty when they do. */
  static Optional<String> notBilledIn(PricingUnit unit) {
    return unit.decimals() <= MOST_DECIMALS
        ? Optional.empty()
        : Optional.of(
            "amounts in %s have %d decimals, and no more than %d can be billed"
                .formatted(unit, unit.decimals(), MOST_DECIMALS));
  }

  /** Those of an amount in the tables. */
  int MOST_DECIMALS = 4;
}
