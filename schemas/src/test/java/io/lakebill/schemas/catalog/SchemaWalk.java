package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Goes through a JSON Schema: lists every path that documents may have, and makes random values. A
 * path has the names of fields and, in angle brackets, the values that decide what else is there:
 * {@code plans[].charges[]<usage>.price<tiered>.tiers[].last_unit}.
 */
final class SchemaWalk {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String OF_ANY_TEXT =
      "abcxyz019_-.,;:'\"\\/()[]{}<>%&?#@ \t\n\u00e9\u00df\u4e2d\u0416";
  private static final int LONGEST_LIST = 3;

  /** Plans within plans: {@link OtherwiseWritten} makes them of what is here. */
  private static final String HISTORY = "earlier";

  private final JsonNode root;
  private final Random random;
  private final Map<String, Function<Random, JsonNode>> known;
  private final NavigableSet<String> wanted = new TreeSet<>();

  /**
   * @param known values of definitions of which the schema does not say all: a currency that exists
   */
  SchemaWalk(JsonNode root, Random random, Map<String, Function<Random, JsonNode>> known) {
    this.root = root;
    this.random = random;
    this.known = known;
  }

  /** Every path of documents of the schema. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    list(List.of(root), "", paths);
    return paths;
  }

  /** The paths of which a document says something. */
  Set<String> pathsOf(JsonNode document) {
    Set<String> paths = new TreeSet<>();
    collect(document, List.of(root), "", paths);
    return paths;
  }

  /** From now on values that show these paths are preferred. */
  void prefer(Set<String> paths) {
    wanted.clear();
    wanted.addAll(paths);
  }

  /** A random value of a definition, which stands at a path, without some of its fields. */
  ObjectNode make(String definition, String path, Set<String> without) {
    return object(List.of(root.at("/$defs/" + definition)), path, without);
  }

  private void list(List<JsonNode> schemas, String path, Set<String> into) {
    SchemaShape base = SchemaShape.of(root, schemas, Map.of(), Set.of());
    if (base.keyword("items").isObject()) {
      list(List.of(base.keyword("items")), path + "[]", into);
    }
    for (Map<String, String> switches : choices(SchemaShape.switches(root, schemas))) {
      for (Set<String> present : subsets(SchemaShape.optional(root, schemas))) {
        SchemaShape shape = SchemaShape.of(root, schemas, switches, present);
        String here = path + label(schemas, switches);
        shape.properties.forEach(
            (name, of) -> {
              String at = here.isEmpty() ? name : here + "." + name;
              if (!name.equals(HISTORY)) {
                into.add(at);
                list(of, at, into);
              }
            });
      }
    }
  }

  private void collect(JsonNode value, List<JsonNode> schemas, String path, Set<String> into) {
    if (value.isArray()) {
      JsonNode items = SchemaShape.of(root, schemas, Map.of(), Set.of()).keyword("items");
      value.forEach(entry -> collect(entry, List.of(items), path + "[]", into));
    } else if (value.isObject()) {
      Map<String, String> switches = new TreeMap<>();
      SchemaShape.switches(root, schemas)
          .keySet()
          .forEach(name -> switches.put(name, value.path(name).asText()));
      SchemaShape shape =
          SchemaShape.of(root, schemas, switches, Set.copyOf(SchemaShape.names(value)));
      String here = path + label(schemas, switches);
      value
          .properties()
          .forEach(
              field -> {
                String at = here.isEmpty() ? field.getKey() : here + "." + field.getKey();
                if (shape.properties.containsKey(field.getKey())
                    && !field.getKey().equals(HISTORY)
                    && says(at, field.getValue())) {
                  into.add(at);
                  collect(field.getValue(), shape.properties.get(field.getKey()), at, into);
                }
              });
    }
  }

  /** A field that says what holds without it says nothing. */
  private static boolean says(String path, JsonNode value) {
    List<String> absent = path.endsWith(".quantity") ? List.of("1") : List.of("0", "false");
    return !absent.contains(value.asText());
  }

  private ObjectNode object(List<JsonNode> schemas, String path, Set<String> without) {
    Map<String, String> switches = new TreeMap<>();
    SchemaShape.switches(root, schemas)
        .forEach((name, values) -> switches.put(name, mostWanted(path, values)));
    Set<String> optional = SchemaShape.optional(root, schemas);
    Set<String> present = new HashSet<>(optional);
    present.removeIf(name -> without.contains(name) || random.nextBoolean());
    SchemaShape shape = SchemaShape.of(root, schemas, switches, present);
    String here = path + label(schemas, switches);
    ObjectNode object = NODES.objectNode();
    shape.properties.forEach(
        (name, of) -> {
          String at = here.isEmpty() ? name : here + "." + name;
          boolean wanted =
              optional.contains(name)
                  ? present.contains(name) || shape.required.contains(name)
                  : shape.required.contains(name)
                      || random.nextDouble() < (isWanted(at) ? 0.7 : 0.3);
          if (switches.containsKey(name)) {
            object.put(name, switches.get(name));
          } else if (wanted && !without.contains(name) && !name.equals(HISTORY)) {
            object.set(name, value(of, at));
          }
        });
    return object;
  }

  private JsonNode value(List<JsonNode> schemas, String path) {
    SchemaShape shape = SchemaShape.of(root, schemas, Map.of(), Set.of());
    for (String reference : shape.references) {
      if (known.containsKey(reference)) {
        return known.get(reference).apply(random);
      }
    }
    if (!shape.keyword("enum").isMissingNode()) {
      return NODES.textNode(oneOf(SchemaShape.texts(shape.keyword("enum"))));
    }
    JsonNode type = shape.keyword("type");
    String kind = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    return switch (kind) {
      case "object" -> object(schemas, path, Set.of());
      case "array" -> array(shape, path);
      case "boolean" -> NODES.booleanNode(random.nextInt(4) > 0);
      case "integer" -> integer(shape);
      case "string" -> NODES.textNode(text(shape));
      default -> throw new IllegalStateException("no type at " + path);
    };
  }

  private ArrayNode array(SchemaShape shape, String path) {
    int least = shape.keyword("minItems").asInt(0);
    int size = Math.max(least, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(LONGEST_LIST));
    Set<JsonNode> unique = new LinkedHashSet<>();
    List<JsonNode> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      JsonNode entry = value(List.of(shape.keyword("items")), path + "[]");
      if (unique.add(entry) || !shape.keyword("uniqueItems").asBoolean()) {
        entries.add(entry);
      }
    }
    return NODES.arrayNode().addAll(entries);
  }

  private JsonNode integer(SchemaShape shape) {
    int least = shape.keyword("minimum").asInt(Integer.MIN_VALUE);
    int most = shape.keyword("maximum").asInt(Integer.MAX_VALUE);
    return NODES.numberNode(
        switch (random.nextInt(4)) {
          case 0 -> least;
          case 1 -> most;
          default -> least + random.nextInt(Math.min(10, most - least) + 1);
        });
  }

  /** Some text that its pattern lets; one that has no anchor asks for no more than a letter. */
  private String text(SchemaShape shape) {
    String pattern = shape.keyword("pattern").asText("");
    StringBuilder text = new StringBuilder();
    if (pattern.startsWith("^")) {
      String letters = pattern.contains("A-Z") ? "abcXYZ019" : "0123456789";
      text.append(letters.charAt(random.nextInt(letters.length())));
    } else {
      for (int i = random.nextInt(8); i > 0; i--) {
        text.append(OF_ANY_TEXT.charAt(random.nextInt(OF_ANY_TEXT.length())));
      }
      text.append(pattern.isEmpty() ? "" : "x");
    }
    return text.toString();
  }

  /** A decimal: small, fine, and the largest that documents take. */
  static JsonNode decimal(Random random) {
    return NODES.textNode(
        switch (random.nextInt(8)) {
          case 0 -> "0";
          case 1 -> "0.000000000000000001";
          case 2 -> "99999999999999999999.999999999999999999";
          case 3 -> "007.50";
          case 4 -> "1";
          default -> BigDecimal.valueOf(random.nextInt(200_000), random.nextInt(4)).toPlainString();
        });
  }

  private String mostWanted(String path, List<String> values) {
    List<String> wantedOnes =
        values.stream().filter(value -> isWanted(path + "<" + value + ">")).toList();
    return oneOf(wantedOnes.isEmpty() || random.nextInt(4) == 0 ? values : wantedOnes);
  }

  /** Whether a path that begins so is. */
  private boolean isWanted(String path) {
    String next = wanted.ceiling(path);
    return next != null && next.startsWith(path);
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The values that decide which fields there are. */
  private String label(List<JsonNode> schemas, Map<String, String> switches) {
    Map<String, List<String>> values = SchemaShape.switches(root, schemas);
    StringBuilder label = new StringBuilder();
    for (Map.Entry<String, String> one : switches.entrySet()) {
      Set<Set<String>> fields = new HashSet<>();
      for (String value : values.get(one.getKey())) {
        Map<String, String> choice = Map.of(one.getKey(), value);
        fields.add(Set.copyOf(SchemaShape.of(root, schemas, choice, Set.of()).properties.keySet()));
      }
      if (fields.size() > 1) {
        label.append('<').append(one.getValue()).append('>');
      }
    }
    return label.toString();
  }

  private static List<Map<String, String>> choices(Map<String, List<String>> switches) {
    List<Map<String, String>> choices = List.of(Map.of());
    for (Map.Entry<String, List<String>> one : switches.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> choice : choices) {
        for (String value : one.getValue()) {
          Map<String, String> with = new TreeMap<>(choice);
          with.put(one.getKey(), value);
          longer.add(with);
        }
      }
      choices = longer;
    }
    return choices;
  }

  private static List<Set<String>> subsets(Set<String> names) {
    List<Set<String>> subsets = new ArrayList<>(List.of(Set.of()));
    for (String name : names) {
      for (Set<String> subset : List.copyOf(subsets)) {
        Set<String> with = new HashSet<>(subset);
        with.add(name);
        subsets.add(with);
      }
    }
    return subsets;
  }
}
