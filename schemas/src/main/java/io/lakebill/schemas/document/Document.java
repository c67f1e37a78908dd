package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A parsed document that knows the line of every value.
 *
 * @param file the file as the user named it
 * @param root the values; numbers keep the digits they were written with
 * @param lines the line of each value, from 1, by its JSON pointer
 */
public record Document(String file, JsonNode root, Map<JsonPointer, Integer> lines) {

  /** The document's outermost value. */
  public Element element() {
    return new Element(this, JsonPointer.empty(), root);
  }

  /** The line of a value, or of the nearest value around it. */
  int line(JsonPointer pointer) {
    for (JsonPointer at = pointer; at != null; at = at.head()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }
}
