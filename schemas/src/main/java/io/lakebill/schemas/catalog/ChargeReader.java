package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a plan's charges of documents; what cannot be made becomes a problem. */
final class ChargeReader {

  private static final Map<String, String> NOT_BILLED_YET =
      Map.of(
          "included_units", "included units are not billed yet",
          "minimum", "minimums are not billed yet",
          "cap", "caps are not billed yet");

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
        charge.at("price").flatMap(at -> prices.price(at, conversion(charge), currency));
    return problems.map(charge, at -> charge(at, price, currency));
  }

  private PlanCharge charge(Element charge, Optional<Price> price, PricingUnit currency) {
    String id = charge.required("id");
    String name = charge.text("name").orElse(id);
    String type = charge.required("type");
    return switch (type) {
      case "usage" -> {
        List<String> reasons = notBilledYet(charge);
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

  private List<String> notBilledYet(Element charge) {
    List<String> reasons = new ArrayList<>();
    meter(charge)
        .flatMap(meter -> meter.profile(charge.required("meter")))
        .map(Profile::aggregation)
        .filter(aggregation -> !aggregation.isMetered())
        .ifPresent(a -> reasons.add("the aggregation " + a.id() + " is not billed yet"));
    charge.fields().stream()
        .filter(NOT_BILLED_YET::containsKey)
        .sorted()
        .forEach(field -> reasons.add(NOT_BILLED_YET.get(field)));
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
