package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON, with the line of every value. A name that occurs twice in an object is refused. */
final class JsonDocument {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Keeps 1.50 as it was written. */
  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

  /**
   * As in YAML: nobody writes such a number, and to make one of a larger exponent takes forever.
   */
  private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][-+]?[0-9]{4}");

  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final String file;
  private final JsonParser parser;
  private final int firstLine;

  private JsonDocument(String file, JsonParser parser, int firstLine) {
    this.file = file;
    this.parser = parser;
    this.firstLine = firstLine;
  }

  static Document parse(String file, String text) {
    return parse(file, text, 1);
  }

  /** Parses a part of a file that begins at a line, such as a row of JSON Lines. */
  static Document parse(String file, String text, int firstLine) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonDocument reading = new JsonDocument(file, parser, firstLine);
      JsonNode root =
          parser.nextToken() == null
              ? MissingNode.getInstance()
              : reading.value(JsonPointer.empty());
      if (parser.nextToken() != null) {
        throw refusal(file, reading.line(), "unexpected text after the end of the JSON value");
      }
      return new Document(file, root, reading.lines);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw refusal(file, firstLine + line - 1, "not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse text", e);
    }
  }

  private static InvalidDocuments refusal(String file, int line, String message) {
    return new InvalidDocuments(List.of(new Problem(file, line, "", message)));
  }

  private JsonNode value(JsonPointer pointer) throws IOException {
    lines.putIfAbsent(pointer, line());
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer);
      case START_ARRAY -> array(pointer);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(decimal());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private BigDecimal decimal() throws IOException {
    if (HUGE_EXPONENT.matcher(parser.getText()).find()) {
      throw refusal(file, line(), "an exponent has at most three digits");
    }
    return parser.getDecimalValue();
  }

  private JsonNode object(JsonPointer pointer) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonPointer at = pointer.appendProperty(name);
      lines.put(at, line());
      parser.nextToken();
      object.set(name, value(at));
    }
    return object;
  }

  private JsonNode array(JsonPointer pointer) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(pointer.appendIndex(array.size())));
    }
    return array;
  }

  private int line() {
    return firstLine + parser.currentTokenLocation().getLineNr() - 1;
  }
}
