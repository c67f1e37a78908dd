package io.lakebill.schemas.source;

import io.lakebill.schemas.csv.CsvDialect;
import io.lakebill.schemas.document.Element;
import java.util.List;
import java.util.Optional;

/** What a source document says about the CSV of its sender. */
final class Dialects {

  private static final String TAB = "tab";

  private Dialects() {}

  /** The dialect; the standard one where the document says nothing. */
  static CsvDialect of(Element root) {
    Optional<Element> csv = root.at("csv");
    if (csv.isEmpty()) {
      return CsvDialect.STANDARD;
    }
    if (!root.text("format").equals(Optional.of(FileFormat.CSV.id()))) {
      throw new IllegalArgumentException("'csv' is for files of format csv; remove it");
    }
    Element dialect = csv.get();
    Optional<Element> header = dialect.at("header");
    List<String> columns =
        header.filter(at -> at.node().isArray()).map(Dialects::texts).orElse(List.of());
    return new CsvDialect(
        sign(dialect, "delimiter", CsvDialect.STANDARD.delimiter()),
        sign(dialect, "quote", CsvDialect.STANDARD.quote()),
        columns.isEmpty() && (header.isEmpty() || dialect.isTrue("header")),
        columns,
        dialect.integer("skip_lines", 0),
        dialect.at("nulls").map(Dialects::texts).orElse(List.of()),
        dialect.at("decimal_comma").map(Dialects::texts).orElse(List.of()));
  }

  private static List<String> texts(Element list) {
    return list.entries().stream().flatMap(entry -> entry.text().stream()).toList();
  }

  private static char sign(Element dialect, String name, char standard) {
    String sign = dialect.text(name).orElse(String.valueOf(standard));
    if (sign.equals(TAB)) {
      return '\t';
    }
    if (sign.length() != 1) {
      throw new IllegalArgumentException(
          "%s is one character, or the word tab, not '%s'".formatted(name, sign));
    }
    return sign.charAt(0);
  }
}
