package io.lakebill.schemas.account;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Rows of CSV with a header; an empty cell is an absent value. */
final class CsvRows {

  private final TextRows texts;

  private CsvRows(TextRows texts) {
    this.texts = texts;
  }

  static List<Element> read(Path path, RowKind kind, Problems problems) {
    String text = DocumentReader.text(path);
    TextRows texts = new TextRows(path.toString(), kind, problems);
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      return new CsvRows(texts).rows(records.iterator());
    } catch (CsvParseException e) {
      texts.problem(0, "not CSV: " + e.getMessage());
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private List<Element> rows(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      texts.problem(0, "the file is empty; its first line names the columns");
      return List.of();
    }
    CsvRecord first = records.next();
    List<String> header = first.getFields().stream().map(String::strip).toList();
    if (!texts.accepts(header, line(first))) {
      return List.of();
    }
    List<Element> rows = new ArrayList<>();
    while (records.hasNext()) {
      CsvRecord row = records.next();
      if (row.getFieldCount() == header.size()) {
        rows.add(texts.element(header, cells(row), line(row)));
      } else {
        texts.problem(
            line(row),
            "the row has %d cells, but the header %d"
                .formatted(row.getFieldCount(), header.size()));
      }
    }
    return rows;
  }

  private static List<String> cells(CsvRecord row) {
    List<String> cells = new ArrayList<>();
    row.getFields().forEach(cell -> cells.add(cell.isBlank() ? null : cell.strip()));
    return cells;
  }

  private static int line(CsvRecord row) {
    return Math.toIntExact(row.getStartingLineNumber());
  }
}
