package io.lakebill.schemas.account;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Rows of CSV with a header; an empty cell is an absent value. */
final class CsvRows {

  private final String file;
  private final Problems problems;

  private CsvRows(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static List<Element> read(Path path, RowKind kind, Problems problems) {
    String text = DocumentReader.text(path);
    CsvRows reading = new CsvRows(path.toString(), problems);
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      return reading.rows(records.iterator(), kind);
    } catch (CsvParseException e) {
      reading.problem(0, "not CSV: " + e.getMessage());
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private List<Element> rows(Iterator<CsvRecord> records, RowKind kind) {
    if (!records.hasNext()) {
      problem(0, "the file is empty; its first line names the columns");
      return List.of();
    }
    CsvRecord first = records.next();
    List<String> header = first.getFields().stream().map(String::strip).toList();
    if (!accepted(header, line(first), kind)) {
      return List.of();
    }
    List<Element> rows = new ArrayList<>();
    while (records.hasNext()) {
      CsvRecord row = records.next();
      if (row.getFieldCount() == header.size()) {
        rows.add(element(header, row));
      } else {
        problem(
            line(row),
            "the row has %d cells, but the header %d"
                .formatted(row.getFieldCount(), header.size()));
      }
    }
    return rows;
  }

  /** Wrong columns are reported once, not for every row. */
  private boolean accepted(List<String> header, int line, RowKind kind) {
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

  private Element element(List<String> header, CsvRecord row) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.size(); i++) {
      String value = row.getField(i).strip();
      if (!value.isEmpty()) {
        values.put(header.get(i), value);
      }
    }
    return new Document(file, values, Map.of(JsonPointer.empty(), line(row))).element();
  }

  private void problem(int line, String message) {
    problems.add(new Problem(file, line, "", message));
  }

  private static int line(CsvRecord row) {
    return Math.toIntExact(row.getStartingLineNumber());
  }
}
