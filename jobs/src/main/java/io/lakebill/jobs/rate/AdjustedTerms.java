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
 * The terms of a plan as one customer pays them. Invoices show the result alone.
 *
 * @param impossible why a charge could not be adjusted, by its id; it stands as the plan has it,
 *     and must not be billed
 */
public record AdjustedTerms(PlanTerms terms, Map<String, String> impossible) {

  /**
   * Applies what was agreed.
   *
   * @param agreed by charge id
   */
  public static AdjustedTerms of(
      PlanTerms plan, Function<String, Optional<PriceAdjustment>> agreed) {
    Map<String, String> impossible = new LinkedHashMap<>();
    List<PlanCharge> charges = new ArrayList<>();
    for (PlanCharge charge : plan.charges()) {
      try {
        charges.add(agreed.apply(charge.id()).map(by -> adjusted(charge, by)).orElse(charge));
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
    if (charge instanceof CountedCharge counted) {
      return counted.withPrices(by::apply);
    }
    if (charge instanceof RecurringCharge fee) {
      return fee.withFee(by.apply(fee.fee()));
    }
    if (charge instanceof OneTimeCharge fee) {
      return new OneTimeCharge(
          fee.id(), fee.name(), by.apply(fee.fee()), fee.timing(), fee.links());
    }
    throw new IllegalArgumentException(
        "charge " + charge.id() + " is computed from others and has no price to adjust");
  }
}
