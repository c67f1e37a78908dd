package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/** JSON in one spelling: names sorted, no spaces. Equal values have equal text and hash. */
public final class CanonicalJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CanonicalJson() {}

  /** The one text of a value. */
  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(sorted(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }

  /** The value of a text that {@link #write} made. */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isObject()) {
      TreeMap<String, JsonNode> byName = new TreeMap<>();
      value.properties().forEach(field -> byName.put(field.getKey(), sorted(field.getValue())));
      return new ObjectNode(JsonNodeFactory.instance).setAll(byName);
    }
    if (value.isArray()) {
      ArrayNode entries = JsonNodeFactory.instance.arrayNode();
      value.forEach(entry -> entries.add(sorted(entry)));
      return entries;
    }
    return value;
  }
}
