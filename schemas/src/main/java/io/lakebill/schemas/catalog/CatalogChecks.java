package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what JSON Schema cannot: that references lead somewhere. */
final class CatalogChecks {

  private final CatalogIndex index;
  private final Problems problems;

  private CatalogChecks(CatalogIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  static void check(CatalogIndex index, Problems problems) {
    CatalogChecks checks = new CatalogChecks(index, problems);
    index.plans().values().forEach(checks::plan);
  }

  private void plan(Element plan) {
    plan.at("currency").ifPresent(this::currency);
    for (Element entitlement : plan.each("entitlements")) {
      known("entitlement", entitlement, index.entitlements());
    }
    Map<String, Element> charges = CatalogIndex.byId("charge", plan.each("charges"), problems);
    charges.values().forEach(charge -> charge(charge, charges));
    for (Element ramp : plan.each("ramps")) {
      for (Element charge : ramp.each("charges")) {
        charge.at("id").ifPresent(id -> known("charge", id, charges));
      }
    }
    for (Element overage : plan.each("overage")) {
      overage.at("unit").ifPresent(unit -> known("pricing unit", unit, index.pricingUnits()));
    }
  }

  private void currency(Element currency) {
    if (!problems.within(currency)) {
      problems.map(currency, element -> PricingUnit.currency(element.text().orElseThrow()));
    }
  }

  private void charge(Element charge, Map<String, Element> charges) {
    charge.at("meter").ifPresent(meter -> meter(meter, charge));
    for (Element part : charge.each("of")) {
      known("charge", part, charges);
      if (part.text().equals(charge.text("id"))) {
        problems.add(part, "a composite charge cannot be computed from itself");
      }
    }
  }

  private void meter(Element reference, Element charge) {
    String meter = reference.text().orElse("");
    if (index.meters().containsKey(meter) && !index.profiles().containsKey(meter)) {
      List<String> profiles =
          index.profiles().keySet().stream().filter(name -> name.startsWith(meter + ".")).toList();
      problems.add(
          reference,
          "meter '" + meter + "' has profiles; name one of " + String.join(", ", profiles));
    } else if (known("meter", reference, index.profiles())) {
      dimensions(charge.at("price").orElse(charge), meter);
    }
  }

  /** Checks what a price, or a charge without one, wants usage to be split by. */
  private void dimensions(Element price, String meter) {
    boolean hasWindows = index.profile(meter).at("window").isPresent();
    List<String> measured =
        new ArrayList<>(MeterReader.dimensionNames(index.profiles().get(meter)));
    if (hasWindows) {
      measured.add(Window.DIMENSION);
    } else if (price.text("model").filter("window_maximum"::equals).isPresent()) {
      problems.add(
          price, "meter '" + meter + "' has no 'window', whose maxima this price could count");
    }
    for (Element dimension : price.each("dimensions")) {
      String name = dimension.text().orElse("");
      if (!measured.contains(name)) {
        problems.add(
            dimension,
            "'%s' is not a dimension of meter '%s'; its dimensions: %s"
                .formatted(name, meter, listed(measured)));
      }
    }
  }

  private boolean known(String kind, Element reference, Map<String, Element> defined) {
    String id = reference.text().orElse("");
    if (!id.isEmpty() && !defined.containsKey(id)) {
      problems.add(
          reference, "unknown " + kind + " '" + id + "'; known: " + listed(defined.keySet()));
      return false;
    }
    return !id.isEmpty();
  }

  private static String listed(Iterable<String> names) {
    String joined = String.join(", ", names);
    return joined.isEmpty() ? "none" : joined;
  }
}
