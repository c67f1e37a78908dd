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
        PlanMinimum,
        InterimBill,
        UnusedTime {

  /** Unique within the plan. */
  String id();

  /** What invoices call it. */
  String name();

  /**
   * The charge's type in documents: usage, recurring, one_time, counter, object, composite,
   * plan_minimum, interim or unused.
   */
  String type();

  /** What else it names. */
  ChargeLinks links();

  /** Id of the product that it is a part of. */
  default Optional<String> product() {
    return Optional.ofNullable(links().product());
  }

  /** Id of the tax rate on it, which its plan may say for it. */
  default Optional<String> tax() {
    return Optional.ofNullable(links().tax());
  }

  /** Id of the entitlement whose price it is. */
  default Optional<String> entitlement() {
    return Optional.ofNullable(links().entitlement());
  }

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
