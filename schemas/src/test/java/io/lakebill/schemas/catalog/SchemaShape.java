package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a JSON Schema says of one value, with references and conditions resolved for one choice
 * of the fields that its conditions ask for: the switches, of which one value is looked at, and
 * those whose presence matters.
 */
final class SchemaShape {

  final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();
  final Set<String> required = new LinkedHashSet<>();
  final List<JsonNode> parts = new ArrayList<>();
  final List<String> references = new ArrayList<>();

  private final JsonNode root;
  private final Map<String, String> switches;
  private final Set<String> present;

  private SchemaShape(JsonNode root, Map<String, String> switches, Set<String> present) {
    this.root = root;
    this.switches = switches;
    this.present = present;
  }

  /** The shape for one choice. A field of which the schema says nothing is none. */
  static SchemaShape of(
      JsonNode root, List<JsonNode> schemas, Map<String, String> switches, Set<String> present) {
    SchemaShape shape = new SchemaShape(root, switches, present);
    schemas.forEach(shape::add);
    shape.properties.values().removeIf(of -> of.stream().allMatch(JsonNode::isBoolean));
    return shape;
  }

  /** The values of each field of which a condition asks for one. */
  static Map<String, List<String>> switches(JsonNode root, List<JsonNode> schemas) {
    SchemaShape all = new SchemaShape(root, null, null);
    schemas.forEach(all::add);
    Map<String, List<String>> switches = new TreeMap<>();
    for (JsonNode part : all.parts) {
      for (String name : names(part.path("if").path("properties"))) {
        values(root, all.properties.getOrDefault(name, List.of()))
            .ifPresent(values -> switches.put(name, values));
      }
    }
    return switches;
  }

  /** The fields of which a condition asks only whether they are there. */
  static Set<String> optional(JsonNode root, List<JsonNode> schemas) {
    SchemaShape all = new SchemaShape(root, null, null);
    schemas.forEach(all::add);
    Set<String> names = new TreeSet<>();
    for (JsonNode part : all.parts) {
      part.path("if").path("required").forEach(name -> names.add(name.asText()));
      names.removeAll(names(part.path("if").path("properties")));
    }
    return names;
  }

  /** The first keyword with this name. */
  JsonNode keyword(String name) {
    return parts.stream()
        .filter(part -> part.has(name))
        .map(part -> part.get(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void add(JsonNode part) {
    parts.add(part);
    if (part.has("$ref")) {
      String reference = part.get("$ref").asText();
      references.add(reference.substring(reference.lastIndexOf('/') + 1));
      add(root.at(reference.substring(1)));
    }
    part.path("allOf").forEach(this::add);
    part.path("properties")
        .properties()
        .forEach(
            field ->
                properties
                    .computeIfAbsent(field.getKey(), any -> new ArrayList<>())
                    .add(field.getValue()));
    part.path("required").forEach(name -> required.add(name.asText()));
    if (part.has("if")) {
      boolean everything = switches == null;
      if (everything || holds(part.get("if"))) {
        add(part.path("then"));
      }
      if (everything || !holds(part.get("if"))) {
        add(part.path("else"));
      }
    }
    for (String keyword : List.of("oneOf", "anyOf", "not", "dependentRequired", "prefixItems")) {
      if (part.has(keyword)) {
        throw new IllegalStateException("the walk through the schema does not know " + keyword);
      }
    }
  }

  private boolean holds(JsonNode condition) {
    JsonNode of = condition.path("properties");
    for (JsonNode name : condition.path("required")) {
      if (!of.has(name.asText()) && !present.contains(name.asText())) {
        return false;
      }
    }
    return of.properties().stream()
        .allMatch(
            field -> {
              String value = switches.get(field.getKey());
              JsonNode wanted = field.getValue();
              return wanted.path("const").asText("").equals(value)
                  || texts(wanted.path("enum")).contains(value);
            });
  }

  private static Optional<List<String>> values(JsonNode root, List<JsonNode> schemas) {
    JsonNode values = of(root, schemas, Map.of(), Set.of()).keyword("enum");
    return values.isMissingNode() ? Optional.empty() : Optional.of(texts(values));
  }

  static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }
}
