package io.lakebill.jobs.rate;

import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.catalog.LateUsage;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanStatus;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.ZeroInvoices;
import java.util.List;

/** Plans that tests write down charge by charge. */
final class TestTerms {

  private TestTerms() {}

  /** Those of a subscription without a trial. */
  static TermsInForce of(
      PricingUnit currency,
      BillingSchedule schedule,
      ChargeAdjustments agreed,
      PlanCharge... charges) {
    Plan plan =
        new Plan(
            "plan",
            "Plan",
            PlanStatus.ACTIVE,
            currency,
            Cadence.MONTHLY,
            Anchor.CALENDAR,
            1,
            0,
            0,
            0,
            ZeroInvoices.SKIP,
            LateUsage.IGNORE,
            List.of(),
            null,
            List.of(),
            Ramp.always(new PlanTerms(null, List.of(charges))),
            List.of(),
            null,
            null,
            List.of());
    return new TermsInForce(plan, schedule, 0, Trial.none(schedule.start()), charge -> agreed);
  }
}
