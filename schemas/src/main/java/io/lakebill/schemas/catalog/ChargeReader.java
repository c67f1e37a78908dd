package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.NoPricing;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge.Counted;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes a plan's charges of documents; what cannot be made becomes a problem. */
final class ChargeReader {

  /** What a usage charge may say beside its price as well as in it. */
  private static final List<String> OF_THE_PRICE = List.of("included_units", "minimum", "cap");

  private final List<Meter> meters;
  private final PriceReader prices;
  private final Problems problems;

  ChargeReader(List<Meter> meters, Problems problems) {
    this.meters = meters;
    this.prices = new PriceReader(problems);
    this.problems = problems;
  }

  Optional<PlanCharge> charge(Element charge, UnitsOfPlan units) {
    Optional<Price> price =
        charge
            .at("price")
            .flatMap(at -> price(at, conversion(charge), units))
            .flatMap(read -> problems.map(charge, at -> withTermsBeside(read, at)));
    return problems.map(charge, at -> charge(at, price, units));
  }

  private Optional<Price> price(
      Element price, Optional<UnitConversion> metered, UnitsOfPlan units) {
    return problems
        .map(price, units::of)
        .flatMap(currency -> prices.price(price, metered, currency));
  }

  private PlanCharge charge(Element charge, Optional<Price> price, UnitsOfPlan units) {
    String id = charge.required("id");
    String name = charge.text("name").orElse(id);
    String type = charge.required("type");
    return switch (type) {
      case "usage" ->
          new UsageCharge(
              id,
              name,
              charge.required("meter"),
              charge.at("price").isPresent()
                  ? withoutDimensions(price.orElseThrow(), charge)
                  : noPrice(charge, units));
      case "recurring" ->
          new RecurringCharge(
              id, name, fee(charge, units), timing(charge), charge.integer("every", 1));
      case "one_time" -> new OneTimeCharge(id, name, fee(charge, units), timing(charge));
      case "counter" ->
          new CountedCharge(
              id,
              name,
              charge.required("counter"),
              price.orElseThrow(),
              timing(charge),
              Counted.COUNTER);
      case "object" ->
          new CountedCharge(
              id,
              name,
              charge.required("objects"),
              price.orElseThrow(),
              timing(charge),
              charge.text("counted").filter("period_end"::equals).isPresent()
                  ? Counted.OBJECTS_AT_PERIOD_END
                  : Counted.OBJECTS_BY_DAY);
      case "composite" -> new CompositeCharge(id, name, composite(charge, units.of(charge)));
      default -> throw new IllegalArgumentException("unknown type '" + type + "'");
    };
  }

  private static Price withoutDimensions(Price price, Element charge) {
    if (charge.at("dimensions").isPresent()) {
      throw new IllegalArgumentException(
          "'dimensions' stand in the price, where there is one; leave them out here");
    }
    return price;
  }

  private Price noPrice(Element charge, UnitsOfPlan units) {
    for (String field : OF_THE_PRICE) {
      if (charge.at(field).isPresent()) {
        throw new IllegalArgumentException(
            "'" + field + "' belongs to a price, and this charge has none");
      }
    }
    return new Price(
        new NoPricing(charge.texts("dimensions")),
        conversion(charge).orElse(null),
        BigDecimal.ZERO,
        Limits.NONE,
        units.currency());
  }

  /** The price with what its charge says of included units, minimum and cap. */
  private static Price withTermsBeside(Price price, Element charge) {
    for (String field : OF_THE_PRICE) {
      if (charge.at(field).isPresent()
          && charge.at("price").flatMap(p -> p.at(field)).isPresent()) {
        throw new IllegalArgumentException(
            "'" + field + "' stands in the charge and in its price; leave one out");
      }
    }
    Price priced = price;
    if (charge.at("included_units").isPresent()) {
      priced = priced.withIncludedUnits(charge.decimal("included_units").orElseThrow());
    }
    Limits beside = PriceReader.limits(charge, "minimum", "cap");
    if (beside.least().isPresent()) {
      priced = priced.withMinimum(beside.minimum());
    }
    return beside.most().isPresent() ? priced.withCap(beside.maximum()) : priced;
  }

  private Optional<Meter> meter(Element charge) {
    return charge
        .text("meter")
        .flatMap(name -> meters.stream().filter(m -> m.profile(name).isPresent()).findFirst());
  }

  private Optional<UnitConversion> conversion(Element charge) {
    return meter(charge).flatMap(Meter::unitConversion);
  }

  private static FixedFee fee(Element charge, UnitsOfPlan units) {
    return new FixedFee(
        charge.decimal("amount").orElseThrow(),
        charge.decimal("quantity").orElse(BigDecimal.ONE),
        units.of(charge));
  }

  private static Composite composite(Element charge, PricingUnit unit) {
    if (charge.at("percent").isPresent() == charge.at("minimum").isPresent()) {
      throw new IllegalArgumentException(
          "a composite has either a percent or a minimum; leave one of them out");
    }
    CompositeRule rule =
        charge
            .decimal("percent")
            .<CompositeRule>map(CompositeRule.Percentage::new)
            .orElseGet(() -> leastTotal(charge.decimal("minimum").orElseThrow(), unit));
    return new Composite(
        rule,
        Set.copyOf(charge.texts("of")),
        unit,
        charge.decimal("quantity").orElse(BigDecimal.ONE));
  }

  private static CompositeRule leastTotal(BigDecimal minimum, PricingUnit unit) {
    return new CompositeRule.LeastTotal(new Minimum(new Money(minimum, unit)));
  }

  private static Timing timing(Element charge) {
    return Timing.valueOf(charge.text("timing").orElse("arrears").toUpperCase(Locale.ROOT));
  }
}
