package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The terms of a plan in one period as one customer pays them. Invoices show the result alone. Fees
 * that come back and what is counted stand as the plan has them: they are adjusted day by day.
 *
 * @param impossible why a charge could not be adjusted, by its id; it stands as the plan has it,
 *     and must not be billed
 */
public record AdjustedTerms(PlanTerms terms, Map<String, String> impossible) {

  /**
   * Applies what was agreed.
   *
   * @param agreed on each charge
   */
  public static AdjustedTerms of(
      PlanTerms plan, Function<PlanCharge, Optional<PriceAdjustment>> agreed) {
    Map<String, String> impossible = new LinkedHashMap<>();
    List<PlanCharge> charges = new ArrayList<>();
    for (PlanCharge charge : plan.charges()) {
      try {
        charges.add(agreed.apply(charge).map(by -> adjusted(charge, by)).orElse(charge));
      } catch (IllegalArgumentException | ArithmeticException e) {
        impossible.put(charge.id(), e.getMessage());
        charges.add(charge);
      }
    }
    return new AdjustedTerms(new PlanTerms(plan.minimumAmount().orElse(null), charges), impossible);
  }

  private static PlanCharge adjusted(PlanCharge charge, PriceAdjustment by) {
    if (charge instanceof UsageCharge usage) {
      return usage.withPrices(by::apply);
    }
    if (charge instanceof CountedCharge || charge instanceof RecurringCharge) {
      return charge;
    }
    if (charge instanceof OneTimeCharge fee) {
      return fee.withFee(by.apply(fee.fee()));
    }
    throw new IllegalArgumentException(
        "charge " + charge.id() + " is computed from others and has no price to adjust");
  }
}
