package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what JSON Schema cannot: that references lead somewhere. */
final class CatalogChecks {

  private static final Set<String> WINDOWED = Set.of("per_window", "window_maximum");

  private final CatalogIndex index;
  private final Problems problems;

  private CatalogChecks(CatalogIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  static void check(CatalogIndex index, Problems problems) {
    CatalogChecks checks = new CatalogChecks(index, problems);
    index.templates().values().forEach(checks::terms);
    index.plans().values().forEach(checks::whole);
  }

  /** A plan, and what it was before. */
  private void whole(Element plan) {
    terms(plan);
    plan(plan);
    for (Element was : plan.each("earlier")) {
      was.at("plan").ifPresent(this::earlier);
    }
  }

  private void earlier(Element plan) {
    plan.at("extends")
        .ifPresent(
            at -> problems.add(at, "a plan as it was says all of itself; it extends no template"));
    plan.at("earlier")
        .ifPresent(at -> problems.add(at, "a plan as it was has no history of its own"));
    whole(plan);
  }

  /** What a plan, or a template, refers to in the catalog. */
  private void terms(Element terms) {
    terms.at("currency").ifPresent(this::currency);
    for (Element entitlement : terms.each("entitlements")) {
      known("entitlement", entitlement, index.entitlements());
    }
    CatalogIndex.byId("charge", terms.each("charges"), problems).values().forEach(this::charge);
    for (Element overage : terms.each("overage")) {
      overage.at("unit").ifPresent(unit -> known("pricing unit", unit, index.pricingUnits()));
    }
  }

  /** What a plan's charges and ramps refer to in the plan, once its template has its say. */
  private void plan(Element plan) {
    plan.at("extends").ifPresent(at -> known("plan template", at, index.templates()));
    PlanElement whole = PlanElement.of(plan, index);
    CatalogChecks inside = new CatalogChecks(index, problems.notedOutside(plan, whole.note()));
    Map<String, Element> charges = new LinkedHashMap<>();
    for (Element charge : whole.charges()) {
      charge.text("id").ifPresent(id -> charges.putIfAbsent(id, charge));
    }
    whole.charges().forEach(charge -> inside.composite(charge, charges));
    for (Element ramp : whole.each("ramps")) {
      for (Element charge : ramp.each("charges")) {
        charge.at("id").ifPresent(id -> inside.known("charge", id, charges));
      }
    }
  }

  private void currency(Element currency) {
    if (!problems.within(currency)) {
      problems.map(currency, element -> PricingUnit.currency(element.text().orElseThrow()));
    }
  }

  private void charge(Element charge) {
    charge.at("meter").ifPresent(meter -> meter(meter, charge));
    charge.at("product").ifPresent(at -> known("product", at, index.products()));
    charge.at("entitlement").ifPresent(at -> known("entitlement", at, index.entitlements()));
  }

  private void composite(Element charge, Map<String, Element> charges) {
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
      for (Element version : charge.each("prices")) {
        version.at("price").ifPresent(price -> dimensions(price, meter));
      }
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
    } else if (price.text("model").filter(WINDOWED::contains).isPresent()) {
      problems.add(price, "meter '" + meter + "' has no 'window' that this price could count by");
    }
    price
        .at("commitment_by_hour")
        .filter(at -> index.profile(meter).text("window").equals(Optional.of(Window.DAY.id())))
        .ifPresent(
            at ->
                problems.add(
                    at,
                    "the windows of meter '%s' are days; commitments by the hour need one with 'window: hour'"
                        .formatted(meter)));
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
