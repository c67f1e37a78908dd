package io.lakebill.schemas.account;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.UsageCharge;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * Usage that is told apart by days, because the price of the subscription changes inside a billing
 * period and its plan prices by the date of events. Metering and rating both ask here, so that what
 * is told apart is priced so.
 */
public final class UsageByDay {

  private UsageByDay() {}

  /**
   * Whether a period has it: all charges of the plan whose usage may be told apart then do.
   *
   * @param plan as the period has it
   * @param agreed with the subscription, by charge id
   * @param days of the period, or of what is left of it
   */
  public static boolean isWanted(Plan plan, Function<String, ChargeAdjustments> agreed, Days days) {
    return plan.pricedByDay().anyMatch(charge -> agreed.apply(charge.id()).changePriceWithin(days));
  }

  /**
   * The price of a charge in such a period.
   *
   * @param charge without adjustments
   * @param period the first day of the period, also where only a part of it is billed
   * @throws IllegalArgumentException if the adjustment of one of the days cannot be applied
   */
  public static Price price(
      UsageCharge charge, LocalDate period, Days days, ChargeAdjustments agreed) {
    return charge
        .prices()
        .byDay(period, days, (price, some) -> agreed.over(some, price, PriceAdjustment::apply));
  }
}
