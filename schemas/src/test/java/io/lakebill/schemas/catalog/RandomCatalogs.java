package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.InvalidDocuments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Random catalogs out of the JSON Schema, piece by piece: a piece that the reader refuses, because
 * of something that the schema cannot say, is left out and another one made. What is here beside
 * the schema only raises the chance that a piece makes sense.
 */
final class RandomCatalogs {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> DIMENSIONS = List.of("region", "size");
  private static final List<String> ENTITLEMENTS = List.of("e0", "e1");
  private static final List<String> PRODUCTS = List.of("p0", "p1");

  /** Prices with dates are made of prices, by {@link OtherwiseWritten}. */
  private static final Set<String> LATER = Set.of("prices");

  private static final String UNIT = "CCU";

  /** A meter that fits every price. */
  private static final String PLAIN = "plain";

  private static final String WINDOWED = "per_window|window_maximum";

  private static final int METERS = 3;
  private static final int CHARGES = 10;
  private static final int TRIES = 4;

  /** Cadences whose periods can begin on a day of the month. */
  private static final Set<String> MONTHS = Set.of("monthly", "quarterly", "semiannual", "annual");

  final SchemaWalk walk;

  private final Random random;
  private ObjectNode document = NODES.objectNode();
  private ObjectNode plan = NODES.objectNode();
  private String currency = "USD";
  private List<String> dimensions = DIMENSIONS;

  RandomCatalogs(JsonNode schema, long seed) {
    this.random = new Random(seed);
    Map<String, Function<Random, JsonNode>> known = new HashMap<>();
    known.put("decimal", SchemaWalk::decimal);
    known.put("percent", any -> NODES.textNode(oneOf(List.of("0", "-2.5", "10", "0.125"))));
    known.put("currency", any -> NODES.textNode(currency));
    known.put("pricing_unit", any -> NODES.textNode(random.nextInt(3) == 0 ? currency : UNIT));
    known.put("meter_reference", any -> NODES.textNode(oneOf(references())));
    known.put("dimensions", any -> measured(some(DIMENSIONS)));
    known.put("price_dimensions", any -> some(dimensions));
    known.put("cell", any -> cell());
    known.put("hourly_commitment", any -> hour());
    known.put("charge_product", any -> NODES.textNode(oneOf(PRODUCTS)));
    known.put("charge_entitlement", any -> NODES.textNode(oneOf(ENTITLEMENTS)));
    this.walk = new SchemaWalk(schema, random, known);
  }

  /** The next one, which is valid. */
  JsonNode next() {
    currency = oneOf(List.of("USD", "JPY", "KWD", "EUR"));
    document = NODES.objectNode();
    for (String list : List.of("meters", "entitlements", "pricing_units", "products", "plans")) {
      document.putArray(list);
    }
    add("pricing_units", "own_unit", UNIT);
    document
        .withArray("meters")
        .addObject()
        .put("id", PLAIN)
        .put("event_name", "e")
        .put("aggregation", "max")
        .put("property", "value")
        .put("window", "hour")
        .set("dimensions", texts(DIMENSIONS));
    for (int i = 0; i < METERS; i++) {
      add("meters", "meter", "m" + i);
    }
    ENTITLEMENTS.forEach(id -> add("entitlements", "entitlement", id));
    PRODUCTS.forEach(id -> add("products", "product", id));
    Set<String> later = Set.of("charges", "ramps", "overage", "entitlements", "extends");
    plan = walk.make("plan", "plans[]", later).put("id", "p");
    if (!plan.path("anchor").asText().equals("calendar")
        || !MONTHS.contains(plan.path("cadence").asText())) {
      plan.remove("anchor_day");
    }
    if (plan.path("usage_threshold").asText().equals("0")) {
      plan.remove("usage_threshold");
    }
    if (new BigDecimal(plan.path("plausible_factor").asText("2")).compareTo(BigDecimal.ONE) <= 0) {
      plan.put("plausible_factor", "1.5");
    }
    document.withArray("plans").add(plan);
    plan.set("entitlements", texts(ENTITLEMENTS));
    for (int i = 0; i < CHARGES; i++) {
      addToPlan("charges", "charge", "c" + i);
    }
    addToPlan("ramps", "ramp", "");
    addToPlan("ramps", "ramp", "");
    addToPlan("overage", "overage", "");
    return document;
  }

  private void add(String list, String definition, String id) {
    for (int i = 0; i < TRIES; i++) {
      ObjectNode piece = sensible(walk.make(definition, list + "[]", Set.of())).put("id", id);
      if (keepIfAccepted(document.withArray(list), piece)) {
        return;
      }
    }
  }

  private void addToPlan(String list, String definition, String id) {
    boolean isRamp = list.equals("ramps");
    for (int i = 0; i < TRIES; i++) {
      Set<String> without = isRamp ? Set.of("charges") : LATER;
      ObjectNode piece = sensible(walk.make(definition, "plans[]." + list + "[]", without));
      if (!id.isEmpty()) {
        piece.put("id", id);
      }
      if (piece.has("of")) {
        piece.set("of", some(ids()));
        piece.replace("quantity", NODES.textNode(oneOf(List.of("0", "1"))));
      }
      if (piece.has("unit")) {
        piece.put("unit", UNIT);
      }
      if (keepIfAccepted(plan.withArray(list), piece)) {
        if (isRamp) {
          ids().forEach(charge -> addToRamp(piece, charge));
        }
        return;
      }
    }
  }

  /** What the ramp says instead; what its charge does not have, the reader refuses. */
  private void addToRamp(ObjectNode ramp, String charge) {
    String path = "plans[].ramps[].charges[]";
    for (int i = 0; i < TRIES; i++) {
      ObjectNode piece = sensible(walk.make("ramped_charge", path, LATER)).put("id", charge);
      JsonNode own = charge(charge);
      List<String> apart = List.of("price", "amount", "quantity", "percent", "minimum");
      apart.stream().filter(field -> !own.has(field)).forEach(piece::remove);
      if (keepIfAccepted(ramp.withArray("charges"), piece)) {
        return;
      }
    }
  }

  private boolean keepIfAccepted(ArrayNode list, ObjectNode piece) {
    list.add(piece);
    try {
      CatalogReader.fromJson(document.toString());
      return true;
    } catch (InvalidDocuments refused) {
      list.remove(list.size() - 1);
      return false;
    }
  }

  /** Bounds that rise, limits in their order, and dimensions of the meter. */
  private ObjectNode sensible(ObjectNode piece) {
    if (piece.has("meter")) {
      JsonNode price = piece.path("price");
      String model = price.path("model").asText();
      if (random.nextBoolean() || model.matches(WINDOWED)) {
        piece.put("meter", PLAIN);
      }
      List<String> measured = new ArrayList<>();
      meter(piece.get("meter").asText())
          .path("dimensions")
          .forEach(one -> measured.add(one.isObject() ? one.get("name").asText() : one.asText()));
      dimensions = measured.isEmpty() ? DIMENSIONS : measured;
      if (model.equals("matrix") || model.equals("grouped")) {
        ((ObjectNode) price).set("dimensions", some(dimensions));
      }
    }
    aggregate(piece);
    piece.path("profiles").forEach(profile -> aggregate((ObjectNode) profile));
    for (String list : List.of("tiers", "steps")) {
      bound(piece.path(list));
    }
    order(piece, "minimum", "cap");
    order(piece, "event_minimum", "event_maximum");
    if (piece.path("price").isObject()) {
      ObjectNode price = (ObjectNode) piece.get("price");
      if (random.nextBoolean()) {
        List.of("included_units", "minimum", "cap").stream()
            .filter(piece::has)
            .forEach(price::remove);
      }
      if (!price.path("cells").isMissingNode()) {
        price.putArray("cells").add(cell(price.path("dimensions")));
      }
      undisputed(piece.path("model").asText(), price);
      sensible(price);
    }
    return piece;
  }

  private JsonNode hour() {
    int from = random.nextInt(24);
    return NODES
        .objectNode()
        .put("from", from)
        .put("until", from + 1)
        .put("commitment", SchemaWalk.decimal(random).asText());
  }

  /** What only some aggregations and operators take. */
  private static void aggregate(ObjectNode profile) {
    String aggregation = profile.path("aggregation").asText();
    profile.remove(aggregation.equals("sql") ? "property" : "sql");
    if (!aggregation.endsWith("unique_count")) {
      profile.remove("operation");
    }
    if (profile.has("operation") || !aggregation.matches("count|sum|max|min|average|latest")) {
      profile.remove("window");
    }
    for (JsonNode rule : profile.path("where")) {
      String operator = rule.path("operator").asText();
      if (operator.endsWith("exists")) {
        ((ObjectNode) rule).remove("value");
      } else if (!operator.endsWith("in")) {
        ((ObjectNode) rule).put("value", "7");
      }
    }
  }

  /** What cannot stand beside each other in a percentage, or has no sense. */
  private void undisputed(String around, ObjectNode price) {
    String model = price.path("model").asText();
    if (model.equals("matrix") || model.equals("percentage")) {
      price.remove("included_units");
    }
    if (!price.has("commitment")) {
      price.remove(List.of("overage_factor", "true_up", "commitment_by_hour"));
    } else if (price.has("overage_factor")) {
      price.put("overage_factor", "1.25");
    }
    if (around.matches(WINDOWED)) {
      price.remove(List.of("fixed_amount", "free_events", "event_minimum", "event_maximum"));
    }
    if (model.equals("percentage")) {
      price.remove(
          random.nextBoolean()
              ? List.of("event_minimum", "event_maximum")
              : List.of("free_events", "free_amount", "conversion"));
    }
  }

  private void bound(JsonNode tiers) {
    BigDecimal bound = BigDecimal.ZERO;
    for (int i = 0; i < tiers.size(); i++) {
      ObjectNode tier = (ObjectNode) tiers.get(i);
      String field = tier.has("percent") ? "last_amount" : "last_unit";
      bound = bound.add(BigDecimal.valueOf(1L + random.nextInt(500), random.nextInt(3)));
      tier.put(field, bound.toPlainString());
      if (i == tiers.size() - 1) {
        tier.remove(field);
      }
    }
  }

  private static void order(ObjectNode piece, String least, String most) {
    if (piece.has(least) && piece.has(most)) {
      BigDecimal one = new BigDecimal(piece.get(least).asText());
      BigDecimal other = new BigDecimal(piece.get(most).asText());
      piece.put(least, one.min(other).toPlainString());
      piece.put(most, one.max(other).toPlainString());
    }
  }

  private JsonNode cell() {
    return cell(texts(dimensions));
  }

  private ObjectNode cell(JsonNode names) {
    ObjectNode cell = NODES.objectNode();
    names.forEach(name -> cell.put(name.asText(), oneOf(List.of("eu", "", "no", "x y"))));
    cell.set("unit_amount", SchemaWalk.decimal(random));
    return cell;
  }

  private List<String> references() {
    List<String> references = new ArrayList<>();
    for (JsonNode meter : document.path("meters")) {
      String id = meter.path("id").asText();
      meter.path("profiles").forEach(at -> references.add(id + "." + at.path("id").asText()));
      if (!meter.has("profiles")) {
        references.add(id);
      }
    }
    return references.isEmpty() ? List.of("none") : references;
  }

  private JsonNode meter(String reference) {
    for (JsonNode meter : document.path("meters")) {
      if ((reference + ".").startsWith(meter.path("id").asText() + ".")) {
        return meter;
      }
    }
    return NODES.missingNode();
  }

  private JsonNode charge(String id) {
    for (JsonNode charge : plan.path("charges")) {
      if (charge.path("id").asText().equals(id)) {
        return charge;
      }
    }
    throw new IllegalStateException("no charge " + id);
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    plan.path("charges").forEach(charge -> ids.add(charge.path("id").asText()));
    return ids.isEmpty() ? List.of("none") : ids;
  }

  private ArrayNode some(List<String> of) {
    Set<String> some = new TreeSet<>();
    some.add(oneOf(of));
    of.stream().filter(any -> random.nextInt(3) == 0).forEach(some::add);
    return texts(List.copyOf(some));
  }

  /** Dimensions of a meter: some are properties, some expressions. */
  private ArrayNode measured(ArrayNode names) {
    ArrayNode dimensions = NODES.arrayNode();
    for (JsonNode name : names) {
      if (random.nextBoolean()) {
        dimensions.add(name);
      } else {
        dimensions
            .addObject()
            .put("name", name.asText())
            .put("expression", "upper(properties['x'])");
      }
    }
    return dimensions;
  }

  private <T> T oneOf(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
