package io.lakebill.schemas.catalog;

import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all documents together define, by id. It is made of documents that may be wrong elsewhere,
 * so that references are checked whatever else is found.
 *
 * @param meters by id
 * @param profiles the meters by every reference that charges may use
 */
record CatalogIndex(
    Map<String, Element> meters,
    Map<String, Element> profiles,
    Map<String, Element> entitlements,
    Map<String, Element> pricingUnits,
    Map<String, Element> products,
    Map<String, Element> templates,
    Map<String, Element> plans) {

  static CatalogIndex of(List<Document> documents, Problems problems) {
    Map<String, Element> meters = byId("meter", all(documents, "meters"), problems);
    Map<String, Element> profiles = new LinkedHashMap<>();
    meters.forEach(
        (id, meter) -> {
          if (meter.at("profiles").isEmpty()) {
            profiles.put(id, meter);
          }
          byId("profile", meter.each("profiles"), problems)
              .keySet()
              .forEach(profile -> profiles.put(id + "." + profile, meter));
        });
    return new CatalogIndex(
        meters,
        profiles,
        byId("entitlement", all(documents, "entitlements"), problems),
        byId("pricing unit", all(documents, "pricing_units"), problems),
        byId("product", all(documents, "products"), problems),
        byId("plan template", all(documents, "plan_templates"), problems),
        byId("plan", all(documents, "plans"), problems));
  }

  /** Where the profile that a known reference names is defined. */
  Element profile(String reference) {
    Element meter = profiles.get(reference);
    return meter.each("profiles").stream()
        .filter(profile -> reference.endsWith("." + profile.text("id").orElse("")))
        .findFirst()
        .orElse(meter);
  }

  /** Elements by their id, in the order of the documents; a repeated id is a problem. */
  static Map<String, Element> byId(String kind, List<Element> elements, Problems problems) {
    Map<String, Element> byId = new LinkedHashMap<>();
    for (Element element : elements) {
      Optional<String> id = element.text("id");
      if (id.isEmpty()) {
        continue;
      }
      Element first = byId.putIfAbsent(id.get(), element);
      if (first != null) {
        problems.add(
            element,
            kind + " '" + id.get() + "' is defined twice; the first is at " + first.place());
      }
    }
    return byId;
  }

  private static List<Element> all(List<Document> documents, String field) {
    return documents.stream().flatMap(d -> d.element().each(field).stream()).toList();
  }
}
