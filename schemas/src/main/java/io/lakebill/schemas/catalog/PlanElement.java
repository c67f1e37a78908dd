package io.lakebill.schemas.catalog;

import io.lakebill.schemas.document.Element;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan of a document, with what its template says for it. Every value keeps its own place.
 *
 * @param template the one that it extends, if it does and there is one
 */
record PlanElement(Element own, Optional<Element> template) {

  static PlanElement of(Element plan, CatalogIndex index) {
    return new PlanElement(plan, plan.text("extends").map(id -> index.templates().get(id)));
  }

  /** The value of a field: the plan's, or that of its template. */
  Optional<Element> at(String field) {
    return own.at(field).or(() -> template.flatMap(from -> from.at(field)));
  }

  /** The text of a field. */
  Optional<String> text(String field) {
    return at(field).flatMap(Element::text);
  }

  /** The text of a field that must be there. */
  String required(String field) {
    return text(field)
        .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is missing"));
  }

  /** What to say of fields that neither the plan nor its template has. */
  List<String> missing(String... fields) {
    return Stream.of(fields)
        .filter(field -> at(field).isEmpty())
        .flatMap(field -> template.stream().map(from -> missing(field, from)))
        .toList();
  }

  private static String missing(String field, Element template) {
    return "'%s' is missing here and in plan template '%s' at %s"
        .formatted(field, template.text("id").orElse(""), template.place());
  }

  /** The whole number in a field, or a default. */
  int integer(String field, int absent) {
    return own.at(field).isPresent()
        ? own.integer(field, absent)
        : template.map(from -> from.integer(field, absent)).orElse(absent);
  }

  /** The decimal number in a field. */
  Optional<BigDecimal> decimal(String field) {
    return own.at(field).isPresent()
        ? own.decimal(field)
        : template.flatMap(from -> from.decimal(field));
  }

  /** The texts of a list. */
  List<String> texts(String field) {
    return each(field).stream().flatMap(entry -> entry.text().stream()).toList();
  }

  /** The whole numbers of a list. */
  List<Integer> integers(String field) {
    return each(field).stream().map(entry -> entry.node().asInt()).toList();
  }

  /** The entries of a list: the plan's, or else its template's. */
  List<Element> each(String field) {
    return at(field).map(Element::entries).orElse(List.of());
  }

  /** The template's charges, some replaced by those with the same id, and then the others. */
  List<Element> charges() {
    List<Element> ofTemplate = template.map(from -> from.each("charges")).orElse(List.of());
    List<Element> ofPlan = own.each("charges");
    List<Element> charges = new ArrayList<>();
    for (Element charge : ofTemplate) {
      charges.add(withId(charge.text("id"), ofPlan).orElse(charge));
    }
    ofPlan.stream()
        .filter(charge -> withId(charge.text("id"), ofTemplate).isEmpty())
        .forEach(charges::add);
    return charges;
  }

  private static Optional<Element> withId(Optional<String> id, List<Element> among) {
    return among.stream().filter(one -> id.isPresent() && one.text("id").equals(id)).findFirst();
  }

  /** What to say of a value of the template that goes wrong only in this plan. */
  String note() {
    return " (in plan '%s' at %s, which extends this template)"
        .formatted(own.text("id").orElse(""), own.place());
  }
}
