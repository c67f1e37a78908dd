package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Pointers as people say them: list entries by their id where they have one. */
final class ReadablePath {

  private ReadablePath() {}

  /** {@code /plans/0/charges/2/meter} is {@code plans/pro/charges/calls/meter}. */
  static String of(JsonNode root, JsonPointer pointer) {
    List<String> parts = new ArrayList<>();
    JsonNode at = root;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      boolean entry = at.isArray();
      at = entry ? at.path(rest.getMatchingIndex()) : at.path(rest.getMatchingProperty());
      String id = at.path("id").asText("");
      parts.add(entry && !id.isEmpty() ? id : rest.getMatchingProperty());
    }
    return String.join("/", parts);
  }
}
