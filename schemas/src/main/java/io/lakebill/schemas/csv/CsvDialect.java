package io.lakebill.schemas.csv;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * How somebody writes CSV. A quote inside a quoted cell is written twice; an empty cell is an
 * absent value.
 *
 * @param delimiter between cells, an ASCII character
 * @param quote around cells that have delimiters, quotes or line breaks in them
 * @param hasHeader whether the first line names the columns
 * @param columns their names where no line does; empty for {@code 1}, {@code 2} and so on
 * @param skippedLines lines before the header, or before the first row
 * @param nulls texts of cells that have no value, quoted or not
 * @param decimalCommas columns whose numbers are written {@code 12,50}; in events they have a point
 */
public record CsvDialect(
    char delimiter,
    char quote,
    boolean hasHeader,
    List<String> columns,
    int skippedLines,
    List<String> nulls,
    List<String> decimalCommas)
    implements Serializable {

  /** RFC 4180 with a header. */
  public static final CsvDialect STANDARD = of(',');

  /** Refuses characters that cannot be told apart. */
  public CsvDialect {
    columns = List.copyOf(columns);
    nulls = nulls.stream().distinct().sorted().toList();
    decimalCommas = decimalCommas.stream().distinct().sorted().toList();
    requireSign("delimiter", delimiter);
    requireSign("quote", quote);
    if (delimiter == quote) {
      throw new IllegalArgumentException("delimiter and quote are the same character");
    }
    if (skippedLines < 0) {
      throw new IllegalArgumentException("skip_lines is a number of lines, not " + skippedLines);
    }
    if (hasHeader && !columns.isEmpty()) {
      throw new IllegalArgumentException("columns are named by a header or here, not by both");
    }
    if (Set.copyOf(columns).size() < columns.size()) {
      throw new IllegalArgumentException("a column is named twice in header");
    }
  }

  /** RFC 4180 but for the delimiter. */
  public static CsvDialect of(char delimiter) {
    return new CsvDialect(delimiter, '"', true, List.of(), 0, List.of(), List.of());
  }

  private static void requireSign(String what, char sign) {
    boolean isPlain = sign == '\t' || (sign >= ' ' && sign < 0x7f);
    if (!isPlain || Character.isLetterOrDigit(sign)) {
      throw new IllegalArgumentException(
          "%s is one ASCII character, no letter or digit".formatted(what));
    }
  }

  byte[][] nullBytes() {
    return nulls.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }
}
