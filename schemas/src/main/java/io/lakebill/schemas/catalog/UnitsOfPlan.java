package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import java.util.List;
import java.util.Optional;

/** What the amounts of a plan may be in: its currency, and the pricing units of the catalog. */
record UnitsOfPlan(PricingUnit currency, List<PricingUnit> pricingUnits) {

  /**
   * The unit that a price, fee or composite names; the plan's currency if it names none.
   *
   * @throws IllegalArgumentException if it is neither the plan's currency nor a pricing unit
   */
  PricingUnit of(Element terms) {
    return terms.text("currency").map(this::named).orElse(currency);
  }

  /** What the amount of a charge is in. */
  PricingUnit unitOf(PlanCharge charge) {
    if (charge instanceof UsageCharge usage) {
      return usage.price().currency();
    }
    if (charge instanceof CountedCharge counted) {
      return counted.price().currency();
    }
    if (charge instanceof RecurringCharge recurring) {
      return recurring.fee().currency();
    }
    if (charge instanceof OneTimeCharge once) {
      return once.fee().currency();
    }
    return ((CompositeCharge) charge).composite().unit();
  }

  /** The pricing unit with a code. */
  Optional<PricingUnit> pricingUnit(String code) {
    return pricingUnits.stream().filter(unit -> unit.code().equals(code)).findFirst();
  }

  private PricingUnit named(String code) {
    if (code.equals(currency.code())) {
      return currency;
    }
    return pricingUnit(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an amount in %s cannot stand in a plan in %s; %s is no pricing unit either"
                        .formatted(code, currency, code)));
  }
}
