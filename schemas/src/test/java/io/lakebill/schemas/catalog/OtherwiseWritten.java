package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Catalogs of one plan, with the same content in another place of the document. */
final class OtherwiseWritten {

  private static final List<String> ONLY_OF_A_PLAN = List.of("id", "name", "status", "extends");

  private OtherwiseWritten() {}

  /** All of the plan that can be in a template is there. */
  static JsonNode withTemplate(JsonNode document) {
    ObjectNode divided = document.deepCopy();
    ObjectNode plan = (ObjectNode) divided.path("plans").path(0);
    ObjectNode template = divided.putArray("plan_templates").addObject().put("id", "t");
    for (String field : SchemaShape.names(document.path("plans").path(0))) {
      if (!ONLY_OF_A_PLAN.contains(field)) {
        template.set(field, plan.remove(field));
      }
    }
    plan.put("extends", "t");
    return divided;
  }

  /** Some of the plan is in a template, the first of its charges among it. */
  static JsonNode withSomeInATemplate(JsonNode document, Random random) {
    ObjectNode divided = withTemplate(document).deepCopy();
    ObjectNode plan = (ObjectNode) divided.path("plans").path(0);
    ObjectNode template = (ObjectNode) divided.path("plan_templates").path(0);
    for (String field : List.copyOf(SchemaShape.names(template))) {
      if (!field.equals("id") && !field.equals("charges") && random.nextBoolean()) {
        plan.set(field, template.remove(field));
      }
    }
    ArrayNode charges = template.withArray("charges");
    for (int i = random.nextInt(1 + charges.size()); i > 0; i--) {
      plan.withArray("charges").insert(0, charges.remove(charges.size() - 1));
    }
    return divided;
  }

  /**
   * Every price has a date, and some have a second version without a cap, unless that is one of
   * several periods. By the date of events only some usage may have two.
   */
  static JsonNode withPriceVersions(JsonNode document, Random random) {
    ObjectNode dated = document.deepCopy();
    JsonNode plan = dated.path("plans").path(0);
    boolean mayHaveTwo = !plan.path("price_by").asText().equals("event_date");
    Set<String> capped = new TreeSet<>();
    for (JsonNode charge : plan.path("charges")) {
      if (charge.has("cap_periods")) {
        capped.add(charge.path("id").asText());
      }
    }
    Stream.concat(Stream.of(plan), StreamSupport.stream(plan.path("ramps").spliterator(), false))
        .flatMap(at -> StreamSupport.stream(at.path("charges").spliterator(), false))
        .forEach(
            charge ->
                date(
                    (ObjectNode) charge,
                    mayHaveTwo,
                    !capped.contains(charge.path("id").asText()),
                    random));
    return dated;
  }

  private static void date(
      ObjectNode charge, boolean mayHaveTwo, boolean mayBeUncapped, Random random) {
    if (charge.has("price")) {
      ObjectNode price = (ObjectNode) charge.remove("price");
      ArrayNode prices = charge.putArray("prices");
      prices.addObject().put("from", "2026-01-31").set("price", price);
      if (mayHaveTwo && random.nextBoolean()) {
        ObjectNode uncapped = price.deepCopy();
        if (mayBeUncapped) {
          uncapped.remove("cap");
        }
        prices.addObject().put("from", "2026-07-01").set("price", uncapped);
      }
    }
  }

  /** The plan was another one before, without some of its charges, and yet another before that. */
  static JsonNode withHistory(JsonNode document, Random random) {
    ObjectNode changed = document.deepCopy();
    ObjectNode plan = (ObjectNode) changed.path("plans").path(0);
    ObjectNode was = plan.deepCopy();
    was.remove("ramps");
    was.put("minimum", Integer.toString(1 + random.nextInt(100)));
    ObjectNode first = was.deepCopy().put("name", "First").put("payment_terms_days", 7);
    ArrayNode earlier = plan.putArray("earlier");
    earlier.addObject().put("until", "2025-03-31").set("plan", first);
    earlier.addObject().put("until", "2026-02-01").set("plan", was);
    return changed;
  }

  /** The places that these are made of. */
  static Set<String> origins(Set<String> paths) {
    return paths.stream()
        .map(path -> path.replace("plan_templates[]", "plans[]").replace("prices[].price", "price"))
        .collect(Collectors.toSet());
  }
}
