package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes plans of documents; what cannot be made becomes a problem. */
final class PlanReader {

  private static final int PAYMENT_TERMS_DAYS = 30;

  /** Prices of a plan whose currency is wrong are still looked at, in this one. */
  private static final PricingUnit STAND_IN = PricingUnit.currency("USD");

  private final ChargeReader charges;
  private final Problems problems;

  PlanReader(List<Meter> meters, Problems problems) {
    this.charges = new ChargeReader(meters, problems);
    this.problems = problems;
  }

  List<Plan> plans(CatalogIndex index) {
    return index.plans().values().stream().flatMap(plan -> plan(plan).stream()).toList();
  }

  private Optional<Plan> plan(Element plan) {
    PricingUnit currency =
        plan.at("currency")
            .flatMap(
                at -> problems.map(at, code -> PricingUnit.currency(code.text().orElseThrow())))
            .orElse(STAND_IN);
    List<PlanCharge> planCharges =
        plan.each("charges").stream()
            .flatMap(charge -> charges.charge(charge, currency).stream())
            .toList();
    return problems.map(plan, at -> plan(at, currency, planCharges));
  }

  private static Plan plan(Element plan, PricingUnit currency, List<PlanCharge> charges) {
    return new Plan(
        plan.required("id"),
        plan.text("name").orElse(plan.required("id")),
        PlanStatus.valueOf(upper(plan.text("status").orElse("active"))),
        currency,
        Cadence.valueOf(upper(plan.required("cadence"))),
        Anchor.valueOf(upper(plan.text("anchor").orElse("anniversary"))),
        plan.integer("payment_terms_days", PAYMENT_TERMS_DAYS),
        plan.integer("grace_days", 0),
        plan.integer("trial_days", 0),
        plan.texts("entitlements"),
        plan.decimal("minimum").orElse(null),
        charges);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
