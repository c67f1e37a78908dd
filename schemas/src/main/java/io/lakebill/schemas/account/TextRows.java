package io.lakebill.schemas.account;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Rows that are texts under a header: of CSV, of a query, of Parquet.
 *
 * @param source what problems call the place
 */
record TextRows(String source, RowKind kind, Problems problems) {

  /** Whether there is a column of the name. */
  boolean isKnown(String column) {
    return kind.schema().properties().has(column);
  }

  /** Whether the header is right; wrong columns are reported once, not for every row. */
  boolean accepts(List<String> header, int line) {
    JsonNode known = kind.schema().properties();
    boolean accepted = true;
    for (String column : header) {
      if (!known.has(column)) {
        accepted = false;
        problem(
            line,
            "unknown column '%s'; known: %s"
                .formatted(column, String.join(", ", (Iterable<String>) known::fieldNames)));
      }
    }
    for (JsonNode column : kind.schema().required()) {
      if (!header.contains(column.asText())) {
        accepted = false;
        problem(line, "column '" + column.asText() + "' is missing");
      }
    }
    if (new HashSet<>(header).size() < header.size()) {
      accepted = false;
      problem(line, "a column is named twice");
    }
    return accepted;
  }

  /**
   * A row.
   *
   * @param values as many as the header has columns; null where there is none
   */
  Element element(List<String> header, List<String> values, int line) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.size(); i++) {
      if (values.get(i) != null) {
        fields.put(header.get(i), values.get(i));
      }
    }
    return new Document(source, fields, Map.of(JsonPointer.empty(), line)).element();
  }

  /** Notes what is wrong with a line; 0 for all of them. */
  void problem(int line, String message) {
    problems.add(new Problem(source, line, "", message));
  }
}
