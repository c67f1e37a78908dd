package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import java.util.List;
import java.util.Optional;

/**
 * What a plan says for all of its charges, and what their amounts may be in: its currency, and the
 * pricing units of the catalog.
 *
 * @param tax id of a tax rate; null for none
 * @param byEventDate whether usage has the price of its own day
 */
record ChargeDefaults(
    PricingUnit currency,
    String tax,
    boolean byEventDate,
    List<PricingUnit> pricingUnits,
    List<Product> products) {

  /**
   * The unit that the price, fee or composite of a charge names; that of its product if it names
   * none, or else the plan's currency.
   *
   * @throws IllegalArgumentException if it is neither the plan's currency nor a pricing unit, or
   *     not that of the product
   */
  PricingUnit of(Element terms, Element charge) {
    Optional<PricingUnit> said = terms.text("currency").map(this::named);
    Optional<Product> product = product(charge);
    Optional<PricingUnit> sold = product.flatMap(Product::pricingUnit);
    if (sold.isEmpty()) {
      return said.orElse(currency);
    }
    PricingUnit unit = sold.get();
    if (unit.isCurrency() && !unit.equals(currency)) {
      throw new IllegalArgumentException(
          "product '%s' is sold in %s and cannot stand in a plan in %s"
              .formatted(product.get().id(), unit, currency));
    }
    if (said.isPresent() && !said.get().equals(unit)) {
      throw new IllegalArgumentException(
          "an amount in %s cannot be of product '%s', which is sold in %s"
              .formatted(said.get(), product.get().id(), unit));
    }
    return unit;
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

  private Optional<Product> product(Element charge) {
    return charge
        .text("product")
        .flatMap(id -> products.stream().filter(one -> one.id().equals(id)).findFirst());
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
