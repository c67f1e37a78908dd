package io.lakebill.schemas.account;

import io.lakebill.schemas.csv.CsvDialect;
import io.lakebill.schemas.csv.CsvRecords;
import io.lakebill.schemas.csv.MalformedCsvException;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of CSV with a header; an empty cell is an absent value. Cells are divided by commas or, as
 * Excel writes them in half of Europe, semicolons, or tabs: by whichever makes known columns of the
 * header.
 */
final class CsvRows {

  private static final List<CsvDialect> DIALECTS =
      List.of(CsvDialect.STANDARD, CsvDialect.of(';'), CsvDialect.of('\t'));

  private static final int MOST_BYTES = 1 << 20;

  private final byte[] file;
  private final TextRows texts;

  private CsvRows(byte[] file, TextRows texts) {
    this.file = file;
    this.texts = texts;
  }

  static List<Element> read(Path path, RowKind kind, Problems problems) {
    byte[] file = DocumentReader.text(path).getBytes(StandardCharsets.UTF_8);
    TextRows texts = new TextRows(path.toString(), kind, problems);
    CsvRows rows = new CsvRows(file, texts);
    try {
      return rows.rows(rows.records(rows.dialect()));
    } catch (MalformedCsvException e) {
      texts.problem(0, "not CSV: " + e.getMessage());
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private CsvDialect dialect() throws IOException {
    for (CsvDialect dialect : DIALECTS) {
      CsvRecords records = records(dialect);
      if (records.next()
          && cells(records).stream().allMatch(name -> name != null && texts.isKnown(name))) {
        return dialect;
      }
    }
    return CsvDialect.STANDARD;
  }

  private CsvRecords records(CsvDialect dialect) {
    return new CsvRecords(new ByteArrayInputStream(file), dialect, 1, MOST_BYTES, MOST_BYTES);
  }

  private List<Element> rows(CsvRecords records) throws IOException {
    if (!records.next()) {
      texts.problem(0, "the file is empty; its first line names the columns");
      return List.of();
    }
    List<String> header = cells(records).stream().map(name -> name == null ? "" : name).toList();
    if (!texts.accepts(header, line(records))) {
      return List.of();
    }
    List<Element> rows = new ArrayList<>();
    while (records.next()) {
      if (records.isOversized()) {
        texts.problem(line(records), "the row has more than " + MOST_BYTES + " bytes");
      } else if (records.cells() == header.size()) {
        rows.add(texts.element(header, cells(records), line(records)));
      } else {
        texts.problem(
            line(records),
            "the row has %d cells, but the header %d".formatted(records.cells(), header.size()));
      }
    }
    return rows;
  }

  private static List<String> cells(CsvRecords record) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < record.cells() && !record.isOversized(); i++) {
      String cell = new String(record.cell(i), StandardCharsets.UTF_8);
      cells.add(cell.isBlank() ? null : cell.strip());
    }
    return cells;
  }

  private static int line(CsvRecords record) {
    return Math.toIntExact(record.line());
  }
}
