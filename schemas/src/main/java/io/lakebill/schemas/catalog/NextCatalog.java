package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.InvalidDocuments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A catalog that comes after another one. A plan that it changes is kept as it was for billing
 * periods that began before a day, with all that they need of the catalog; so nothing that has
 * begun is priced anew. Names, statuses and meters are no part of that: they are as they are
 * wanted, for all of time. The same catalog once more changes nothing.
 */
public final class NextCatalog {

  private static final List<String> DEFINED =
      List.of("meters", "entitlements", "pricing_units", "products");

  private final LocalDate from;
  private final ObjectNode document;
  private final Map<String, ObjectNode> before;
  private final Set<String> changed = new TreeSet<>();

  /**
   * Puts both together.
   *
   * @param inForce the one before
   * @param wanted the next, as its documents have it
   * @param from the first day whose periods have plans as they are wanted
   */
  public NextCatalog(Catalog inForce, Catalog wanted, LocalDate from) {
    this.from = from;
    ObjectNode old = CatalogWriter.write(inForce);
    document = CatalogWriter.write(wanted);
    before = byId(old.path("plans"));
    for (ObjectNode plan : byId(document.path("plans")).values()) {
      next(plan, before.get(plan.path("id").textValue()));
    }
    Set<String> named = new HashSet<>();
    document.path("plans").forEach(plan -> names(plan.path("earlier"), named));
    DEFINED.forEach(kind -> keep(kind, old, named));
  }

  /**
   * The catalog to be in force.
   *
   * @throws InvalidDocuments if a plan as it was cannot go on with what the catalog defines now
   */
  public Catalog catalog() {
    return CatalogReader.fromJson(CanonicalJson.write(document));
  }

  /** The ids of plans that go on as they were for periods that began before the day. */
  public List<String> changed() {
    return List.copyOf(changed);
  }

  private void next(ObjectNode plan, ObjectNode was) {
    if (was == null || plan.has("earlier") || was.path("status").textValue().equals("draft")) {
      return;
    }
    List<ObjectNode> history = new ArrayList<>();
    ObjectNode last = alone(was);
    if (isSame(plan, was)) {
      was.path("earlier").forEach(one -> history.add((ObjectNode) one));
    } else {
      for (JsonNode one : was.path("earlier")) {
        if (LocalDate.parse(one.path("until").textValue()).isBefore(from)) {
          history.add((ObjectNode) one);
        } else {
          // What was planned for later, or up to this day, is not what it is until then.
          last = (ObjectNode) one.path("plan");
          break;
        }
      }
      if (!isSame(plan, last)) {
        ObjectNode earlier = JsonNodeFactory.instance.objectNode().put("until", from.toString());
        earlier.set("plan", last);
        history.add(earlier);
        changed.add(plan.path("id").textValue());
      }
    }
    history.forEach(one -> plan.withArray("earlier").add(one));
  }

  private static ObjectNode alone(ObjectNode plan) {
    return plan.deepCopy().without("earlier");
  }

  /**
   * Whether it bills the same until the day: all but its name, its status and its history, and
   * versions of prices that are from that day on.
   */
  private boolean isSame(ObjectNode one, ObjectNode other) {
    return untilThen(one).equals(untilThen(other));
  }

  private JsonNode untilThen(ObjectNode plan) {
    ObjectNode alone = plan.deepCopy().without(List.of("name", "status", "earlier"));
    dropLater(alone);
    return alone;
  }

  private void dropLater(JsonNode node) {
    if (node instanceof ObjectNode charge && charge.path("prices").isArray()) {
      JsonNode versions = charge.remove("prices");
      ArrayNode left = JsonNodeFactory.instance.arrayNode().add(versions.path(0));
      for (int i = 1; i < versions.size(); i++) {
        if (LocalDate.parse(versions.path(i).path("from").textValue()).isBefore(from)) {
          left.add(versions.path(i));
        }
      }
      // What is before the first version has the first.
      charge.set(
          left.size() == 1 ? "price" : "prices",
          left.size() == 1 ? left.path(0).path("price") : left);
    }
    node.forEach(this::dropLater);
  }

  /** What the catalog has no more and a plan as it was names. */
  private void keep(String kind, ObjectNode old, Set<String> named) {
    Map<String, ObjectNode> wanted = byId(document.path(kind));
    byId(old.path(kind))
        .forEach(
            (id, node) -> {
              if (!wanted.containsKey(id) && named.contains(id)) {
                document.withArray(kind).add(node);
              }
            });
  }

  /** All texts, and of references to profiles also the meter. */
  private static void names(JsonNode node, Set<String> names) {
    if (node.isTextual()) {
      names.add(node.textValue());
      names.add(node.textValue().replaceFirst("\\..*", ""));
    }
    node.forEach(part -> names(part, names));
  }

  private static Map<String, ObjectNode> byId(JsonNode nodes) {
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.path("id").textValue(), (ObjectNode) node));
    return byId;
  }
}
