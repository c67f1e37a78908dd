package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.EventDetail;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.WindowMaximumPricing;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  Optional<PlanCharge> charge(Element charge, PricingUnit currency) {
    Optional<Price> price =
        charge
            .at("price")
            .flatMap(at -> prices.price(at, conversion(charge), currency))
            .flatMap(read -> problems.map(charge, at -> withTermsBeside(read, at)));
    return problems.map(charge, at -> charge(at, price, currency));
  }

  private PlanCharge charge(Element charge, Optional<Price> price, PricingUnit currency) {
    String id = charge.required("id");
    String name = charge.text("name").orElse(id);
    String type = charge.required("type");
    return switch (type) {
      case "usage" -> {
        List<String> reasons = notBilledYet(charge, price.orElseThrow());
        yield reasons.isEmpty()
            ? new UsageCharge(id, name, charge.required("meter"), price.orElseThrow())
            : unsupported(charge, name, String.join("; ", reasons));
      }
      case "recurring" ->
          new RecurringCharge(
              id, name, fee(charge, currency), timing(charge), charge.integer("every", 1));
      case "one_time" -> new OneTimeCharge(id, name, fee(charge, currency), timing(charge));
      case "counter" -> unsupported(charge, name, "counters are not billed yet");
      case "composite" -> unsupported(charge, name, "composite charges are not billed yet");
      default -> throw new IllegalArgumentException("unknown type '" + type + "'");
    };
  }

  private static PlanCharge unsupported(Element charge, String name, String reason) {
    return new UnsupportedCharge(
        charge.required("id"),
        name,
        reason,
        charge.required("type"),
        CanonicalJson.write(charge.node()));
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

  private List<String> notBilledYet(Element charge, Price price) {
    List<String> reasons = new ArrayList<>();
    meter(charge)
        .flatMap(meter -> meter.profile(charge.required("meter")))
        .map(Profile::aggregation)
        .filter(aggregation -> !aggregation.isMetered())
        .ifPresent(a -> reasons.add("the aggregation " + a.id() + " is not billed yet"));
    if (price.model().dimensions().contains(WindowMaximumPricing.WINDOW)) {
      reasons.add("maxima per window are not metered yet");
    }
    if (price.model().eventDetail() == EventDetail.AMOUNT) {
      reasons.add("limits per event are not metered yet");
    }
    return reasons;
  }

  private Optional<Meter> meter(Element charge) {
    return charge
        .text("meter")
        .flatMap(name -> meters.stream().filter(m -> m.profile(name).isPresent()).findFirst());
  }

  private Optional<UnitConversion> conversion(Element charge) {
    return meter(charge).flatMap(Meter::unitConversion);
  }

  private static FixedFee fee(Element charge, PricingUnit currency) {
    return new FixedFee(charge.decimal("amount").orElseThrow(), currency);
  }

  private static Timing timing(Element charge) {
    return Timing.valueOf(charge.text("timing").orElse("arrears").toUpperCase(Locale.ROOT));
  }
}
