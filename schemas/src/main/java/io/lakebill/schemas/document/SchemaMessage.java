package io.lakebill.schemas.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says what breaks a schema in the words of the person who writes the document. */
final class SchemaMessage {

  private SchemaMessage() {}

  /**
   * The message for one finding.
   *
   * @param schema the part of the schema that is broken; its description says what is expected
   */
  static String of(ValidationMessage finding, JsonNode schema) {
    JsonNode value = finding.getInstanceNode();
    return switch (finding.getType()) {
      case "required" -> "'" + finding.getProperty() + "' is missing";
      case "additionalProperties" ->
          "unknown field '" + finding.getProperty() + "'; known: " + names(schema);
      case "enum" -> quoted(value) + " is not one of " + texts(schema.path("enum"));
      case "pattern" -> quoted(value) + " is not " + schema.path("description").asText();
      case "type" -> wrongType(value, schema.path("type"));
      default -> finding.getError();
    };
  }

  private static String wrongType(JsonNode value, JsonNode expected) {
    boolean scalar = value.isNumber() || value.isBoolean();
    if (scalar && texts(expected).contains("string")) {
      return value.asText() + " must be text; quote it: \"" + value.asText() + "\"";
    }
    boolean plain = texts(expected).equals("integer") || texts(expected).equals("boolean");
    if (value.isTextual() && plain) {
      return quoted(value) + " must be " + named(expected) + ", without quotes";
    }
    return "must be " + named(expected) + ", not " + kind(value);
  }

  private static String named(JsonNode types) {
    return texts(types)
        .replace("integer", "a whole number")
        .replace("boolean", "true or false")
        .replace("array", "a list")
        .replace("object", "fields with values")
        .replace("string", "text")
        .replace(", ", " or ");
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "fields with values";
      case NULL, MISSING -> "empty";
      default -> quoted(value);
    };
  }

  private static String quoted(JsonNode value) {
    return "'" + value.asText() + "'";
  }

  private static String names(JsonNode schema) {
    return String.join(", ", (Iterable<String>) () -> schema.path("properties").fieldNames());
  }

  private static String texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : oneOrMore.asText();
  }
}
