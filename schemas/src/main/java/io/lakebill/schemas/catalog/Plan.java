package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a subscription buys: charges, and when they are invoiced.
 *
 * @param paymentTermsDays from issue to due date
 * @param graceDays how long an invoice waits for late events
 * @param trialDays how long recurring charges wait
 * @param entitlements ids of entitlements
 * @param minimum the least that a period costs, in the plan's currency; null for none
 * @param charges in the order of invoice lines
 */
public record Plan(
    String id,
    String name,
    PlanStatus status,
    PricingUnit currency,
    Cadence cadence,
    Anchor anchor,
    int paymentTermsDays,
    int graceDays,
    int trialDays,
    List<String> entitlements,
    BigDecimal minimum,
    List<PlanCharge> charges)
    implements Serializable {

  public Plan {
    entitlements = List.copyOf(entitlements);
    charges = List.copyOf(charges);
  }

  /** The least that a period costs, if the plan has a minimum. */
  public Optional<BigDecimal> minimumAmount() {
    return Optional.ofNullable(minimum);
  }

  /** The charge with an id. */
  public Optional<PlanCharge> charge(String chargeId) {
    return charges.stream().filter(charge -> charge.id().equals(chargeId)).findFirst();
  }

  /** Why subscriptions of this plan are held; empty when all of the plan can be billed. */
  public List<String> unsupported() {
    List<String> reasons = new ArrayList<>();
    if (trialDays > 0) {
      reasons.add("plan " + id + ": trials are not billed yet");
    }
    if (minimum != null) {
      reasons.add("plan " + id + ": plan minimums are not billed yet");
    }
    for (PlanCharge charge : charges) {
      if (charge instanceof UnsupportedCharge unsupported) {
        reasons.add("charge " + charge.id() + " of plan " + id + ": " + unsupported.reason());
      }
    }
    return List.copyOf(reasons);
  }
}
