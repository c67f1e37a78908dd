package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.ChargeLinks;
import io.lakebill.schemas.catalog.InterimBill;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Usage that is billed before its period ends. A night bills what is on no invoice yet once it
 * comes to the plan's threshold; the period's end bills all usage, and takes off what was billed
 * so. Both together are never more or less than the usage of the period costs.
 *
 * @param plan as the period has it
 * @param billed with what was billed so of the period
 */
record InterimRating(BillingPeriod period, Plan plan, BilledTime billed) {

  /** What is billed tonight, and what is taken off at the end. */
  List<RatedCharge> charges(PlanTerms terms, List<RatedCharge> rated) {
    Map<String, Money> before = billed.interimLeft();
    List<RatedCharge> charges = new ArrayList<>();
    Map<String, Money> due = due(rated, before);
    due.forEach(
        (charge, amount) -> {
          charges.add(
              charge(terms, charge, amount, LineKind.INTERIM).payingFor(soFar().orElseThrow()));
          before.merge(charge, amount, Money::plus);
        });
    before.forEach(
        (charge, amount) -> {
          if (amount.signum() != 0) {
            charges.add(charge(terms, charge, amount.negated(), LineKind.INTERIM_CREDIT));
          }
        });
    return charges;
  }

  /** What of each charge is billed tonight; nothing below the threshold. */
  private Map<String, Money> due(List<RatedCharge> rated, Map<String, Money> before) {
    Optional<BigDecimal> threshold = plan.interimThreshold().filter(any -> soFar().isPresent());
    if (threshold.isEmpty()) {
      return Map.of();
    }
    PricingUnit currency = plan.currency();
    Map<String, Money> due = new LinkedHashMap<>();
    for (RatedCharge one : rated) {
      Money amount = one.charge().amount();
      if (one.terms() instanceof UsageCharge
          && one.held().isEmpty()
          && amount.currency().equals(currency)) {
        Money left = amount.minus(before.getOrDefault(one.terms().id(), Money.zero(currency)));
        if (left.signum() != 0) {
          due.put(one.terms().id(), left);
        }
      }
    }
    boolean isReached = Money.sum(due.values(), currency).amount().compareTo(threshold.get()) >= 0;
    return isReached ? due : Map.of();
  }

  /** The days of the period before the night, if it is not over and has some. */
  private Optional<ServicePeriod> soFar() {
    LocalDate night = billed.interimOn();
    return night == null || !night.isBefore(period.end())
        ? Optional.empty()
        : period.service().before(night);
  }

  private static RatedCharge charge(PlanTerms terms, String id, Money amount, LineKind kind) {
    Optional<PlanCharge> of = terms.charge(id);
    InterimBill bill =
        new InterimBill(
            id,
            of.map(PlanCharge::name).orElse(id),
            of.map(PlanCharge::links).orElse(ChargeLinks.NONE));
    String label = kind == LineKind.INTERIM ? "so far" : "billed before";
    Charge.Line line = new Charge.Line(RatedLine.once(label, amount.amount()), amount);
    Charge charge = new Charge(BigDecimal.ONE, amount.amount(), amount, List.of(line));
    return RatedCharge.of(bill, Timing.ARREARS, charge, kind);
  }
}
