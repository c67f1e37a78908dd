package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.Composites;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CompositeCharge;
import io.lakebill.schemas.catalog.PlanMinimum;
import io.lakebill.schemas.catalog.PlanTerms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What depends on all that a period is charged for: its composites, and what its minimum asks for.
 * Both come at the period's end, and what was charged for it in advance counts.
 *
 * @param currency of the plan
 * @param trial for whose days no minimum is asked
 * @param billed what of the period is on invoices already
 */
record PlanLevelRating(PricingUnit currency, BillingPeriod period, Trial trial, BilledTime billed) {

  /** The composites, by id, each with what it comes to beside the other charges of the period. */
  Map<String, RatedCharge> composites(PlanTerms terms, List<RatedCharge> charged) {
    Map<String, CompositeCharge> composites = new LinkedHashMap<>();
    terms.charges().stream()
        .filter(CompositeCharge.class::isInstance)
        .map(charge -> (CompositeCharge) charge)
        .forEach(charge -> composites.put(charge.id(), charge));
    if (composites.isEmpty()) {
      return Map.of();
    }
    Map<String, Composite> rules = new LinkedHashMap<>();
    composites.forEach((id, charge) -> rules.put(id, charge.composite()));
    Map<String, Money> amounts = Composites.amounts(rules, amounts(composites, charged), paid());
    Map<String, RatedCharge> rated = new HashMap<>();
    composites.forEach(
        (id, charge) -> rated.put(id, composite(charge, Optional.ofNullable(amounts.get(id)))));
    return rated;
  }

  private Map<String, Money> amounts(
      Map<String, CompositeCharge> composites, List<RatedCharge> charged) {
    Map<String, Money> amounts = new HashMap<>();
    composites.values().stream()
        .map(charge -> charge.composite().unit())
        .distinct()
        .forEach(unit -> amounts.putAll(billed.aheadOf(period, unit)));
    for (RatedCharge one : charged) {
      amounts.merge(one.terms().id(), one.charge().amount(), PlanLevelRating::sum);
    }
    return amounts;
  }

  /** A charge whose unit was changed starts anew: composites are of one unit. */
  private static Money sum(Money one, Money other) {
    return one.currency().equals(other.currency()) ? one.plus(other) : other;
  }

  private static RatedCharge composite(CompositeCharge terms, Optional<Money> amount) {
    Money billed = amount.orElse(Money.zero(terms.composite().unit()));
    List<Charge.Line> lines =
        amount.map(one -> new Charge.Line(RatedLine.once("", one.amount()), one)).stream().toList();
    return RatedCharge.of(
        terms,
        Timing.ARREARS,
        new Charge(BigDecimal.ONE, billed.amount(), billed, lines),
        LineKind.COMPOSITE);
  }

  /**
   * The least that the period's charges come to on the invoice of its end, beside what was charged
   * in advance; negative where that is more than enough, empty without a minimum.
   *
   * @param charged of the period, on invoices before that of its end
   * @param interim what else was or is; it is taken off at the end, where it counts all the same
   */
  Optional<RatedCharge> minimum(
      PlanTerms terms, List<RatedCharge> charged, List<RatedCharge> interim) {
    Money taken =
        interim.stream()
            .filter(one -> one.kinds().contains(LineKind.INTERIM_CREDIT))
            .map(one -> one.charge().amount())
            .filter(amount -> amount.currency().equals(currency))
            .reduce(Money.zero(currency), Money::plus);
    return terms
        .minimumAmount()
        .map(amount -> new Minimum(Money.round(amount, currency)).prorated(paid()))
        .map(
            least -> RatedCharge.least(PlanMinimum.OF_PLAN, least.minus(sum(charged)).plus(taken)));
  }

  private Money sum(List<RatedCharge> charged) {
    Money before = Money.sum(billed.aheadOf(period, currency).values(), currency);
    return charged.stream()
        .map(one -> one.charge().amount())
        .filter(amount -> amount.currency().equals(currency))
        .reduce(before, Money::plus);
  }

  /** The days of the period after the trial. */
  private Proration paid() {
    return trial
        .paidPart(period.service())
        .map(ServicePeriod::proration)
        .orElse(new Proration(0, period.fullDays()));
  }
}
