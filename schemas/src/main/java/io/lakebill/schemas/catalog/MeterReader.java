package io.lakebill.schemas.catalog;

import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes meters and entitlements of documents; what cannot be made becomes a problem. */
final class MeterReader {

  private final Problems problems;

  MeterReader(Problems problems) {
    this.problems = problems;
  }

  List<Meter> meters(CatalogIndex index) {
    return index.meters().values().stream().flatMap(meter -> meter(meter).stream()).toList();
  }

  List<Entitlement> entitlements(CatalogIndex index) {
    return index.entitlements().values().stream()
        .flatMap(entitlement -> problems.map(entitlement, MeterReader::entitlement).stream())
        .toList();
  }

  private static Entitlement entitlement(Element entitlement) {
    return new Entitlement(
        entitlement.required("id"),
        entitlement.text("name").orElse(entitlement.required("id")),
        entitlement.text("event_name").orElse(null));
  }

  private Optional<Meter> meter(Element meter) {
    Optional<UnitConversion> conversion =
        meter.at("conversion").flatMap(at -> problems.map(at, MeterReader::conversion));
    List<Profile> profiles =
        (meter.at("profiles").isPresent() ? meter.each("profiles") : List.of(meter))
            .stream().flatMap(profile -> profile(meter, profile).stream()).toList();
    return problems.map(
        meter,
        at ->
            new Meter(
                at.required("id"),
                at.text("name").orElse(at.required("id")),
                at.required("event_name"),
                profiles,
                at.each("dimensions").stream().map(MeterReader::dimension).toList(),
                at.integer("max_dimension_values", Meter.DEFAULT_MAX_DIMENSION_VALUES),
                conversion.orElse(null),
                at.isTrue("hidden")));
  }

  private static MeterDimension dimension(Element dimension) {
    return dimension
        .text()
        .map(MeterDimension::ofProperty)
        .orElseGet(
            () -> new MeterDimension(dimension.required("name"), dimension.required("expression")));
  }

  /** How prices name the dimensions of a meter, as far as its document says it. */
  static List<String> dimensionNames(Element meter) {
    return meter.each("dimensions").stream()
        .flatMap(dimension -> dimension.text().or(() -> dimension.text("name")).stream())
        .toList();
  }

  static UnitConversion conversion(Element conversion) {
    return new UnitConversion(
        conversion.decimal("factor").orElseThrow(),
        Rounding.valueOf(conversion.text("rounding").orElse("none").toUpperCase(Locale.ROOT)));
  }

  /** A meter without profiles is its own profile, without an id. */
  private Optional<Profile> profile(Element meter, Element profile) {
    boolean alone = profile.equals(meter);
    List<Rule> rules = new ArrayList<>(rules(meter));
    if (!alone) {
      rules.addAll(rules(profile));
    }
    return problems.map(
        profile,
        at ->
            new Profile(
                alone ? "" : at.required("id"),
                aggregation(at),
                aggregated(at),
                at.at("operation").map(MeterReader::operation).orElse(null),
                at.text("window").map(MeterReader::window).orElse(null),
                alone ? at.text("filter").orElse(null) : bothFilters(meter, at),
                rules));
  }

  private static Aggregation aggregation(Element profile) {
    return Aggregation.valueOf(profile.required("aggregation").toUpperCase(Locale.ROOT));
  }

  private static String aggregated(Element profile) {
    boolean expression = aggregation(profile) == Aggregation.SQL;
    String other = expression ? "property" : "sql";
    if (profile.at(other).isPresent()) {
      throw new IllegalArgumentException(
          "aggregation %s takes no '%s'".formatted(aggregation(profile).id(), other));
    }
    return profile.text(expression ? "sql" : "property").orElse(null);
  }

  private static Operation operation(Element operation) {
    return new Operation(
        operation.required("property"), operation.required("add"), operation.required("remove"));
  }

  private static Window window(String id) {
    return Window.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private static String bothFilters(Element meter, Element profile) {
    List<String> filters =
        Stream.of(meter, profile).flatMap(at -> at.text("filter").stream()).toList();
    return switch (filters.size()) {
      case 0 -> null;
      case 1 -> filters.get(0);
      default -> "(" + filters.get(0) + ") AND (" + filters.get(1) + ")";
    };
  }

  private List<Rule> rules(Element at) {
    return at.each("where").stream()
        .flatMap(rule -> problems.map(rule, MeterReader::rule).stream())
        .toList();
  }

  private static Rule rule(Element rule) {
    return new Rule(
        rule.texts("property"),
        Operator.valueOf(rule.required("operator").toUpperCase(Locale.ROOT)),
        rule.texts("value"));
  }
}
