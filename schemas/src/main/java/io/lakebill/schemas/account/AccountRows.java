package io.lakebill.schemas.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects rows that keep their schema and are the only ones with their id. */
final class AccountRows {

  private final List<AccountRow> rows = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Problems problems;

  AccountRows(Problems problems) {
    this.problems = problems;
  }

  void add(RowKind kind, Element element) {
    Element row = withoutEmpty(kind, element);
    Problems found = new Problems();
    kind.schema().check(row, found);
    unique(kind, row, found);
    if (found.sorted().isEmpty()) {
      RowValues.check(kind, row, found);
    }
    if (found.sorted().isEmpty()) {
      found.map(row, at -> rows.add(RowReaders.read(kind, at)));
    }
    found.sorted().forEach(problem -> problems.add(named(kind, row, problem)));
  }

  AccountDocuments documents() {
    return AccountDocuments.of(rows, places);
  }

  private void unique(RowKind kind, Element row, Problems found) {
    kind.idOf(row)
        .ifPresent(
            id -> {
              Problem here = row.problem("");
              Place first = places.putIfAbsent(kind.path(id), new Place(here.file(), here.line()));
              if (first != null) {
                found.add(
                    row,
                    "'%s' occurs twice; the first is at %s:%d"
                        .formatted(id, first.file(), first.line()));
              }
            });
  }

  /** In rows, null, empty text and absent are the same, as empty cells are in CSV. */
  private static Element withoutEmpty(RowKind kind, Element row) {
    if (!(row.node() instanceof ObjectNode object)) {
      return row;
    }
    ObjectNode filled = object.deepCopy();
    filled.removeIf(JsonNode::isNull);
    for (String column : row.fields()) {
      // A field that there is not is refused, whatever it says.
      if (!kind.type(column).isEmpty() && row.text(column).filter(String::isEmpty).isPresent()) {
        filled.remove(column);
      }
    }
    return new Element(row.document(), row.pointer(), filled);
  }

  /** Paths of rows begin with their id: {@code accounts/acme/time_zone}. */
  private static Problem named(RowKind kind, Element row, Problem problem) {
    String id = kind.idOf(row).map(kind::path).orElse(kind.stem());
    String inRow = problem.path().substring(row.problem("").path().length());
    String path = inRow.isEmpty() || inRow.startsWith("/") ? id + inRow : id + "/" + inRow;
    return new Problem(problem.file(), problem.line(), path, problem.message());
  }
}
