package io.lakebill.schemas.csv;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a file. What has no name nobody can ask for, so such a column (the index that
 * pandas and R write, or what is behind a last delimiter) is not read; names that occur twice are
 * refused, and so are rows that do not have as many cells as there are columns.
 */
public final class CsvColumns implements Serializable {

  private static final long serialVersionUID = 1;

  private final CsvDialect dialect;
  private final List<String> written;
  private final int width;
  private final int[] places;
  private final List<String> names;
  private final boolean[] hasDecimalCommas;
  private final byte[][] nulls;

  private CsvColumns(CsvDialect dialect, List<String> written) {
    this.dialect = dialect;
    this.written = List.copyOf(written);
    this.width = written.size();
    this.places = IntStream.range(0, width).filter(i -> !written.get(i).isBlank()).toArray();
    this.names = new ArrayList<>();
    Arrays.stream(places).forEach(place -> names.add(written.get(place)));
    this.hasDecimalCommas = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      hasDecimalCommas[i] = dialect.decimalCommas().contains(names.get(i));
    }
    this.nulls = dialect.nullBytes();
  }

  /**
   * Goes to the first row of a file.
   *
   * @param records from its beginning
   */
  public static CsvColumns of(CsvRecords records, CsvDialect dialect) throws IOException {
    records.skipLines(dialect.skippedLines());
    if (!dialect.columns().isEmpty()) {
      return new CsvColumns(dialect, dialect.columns());
    }
    if (!records.next()) {
      return new CsvColumns(dialect, List.of());
    }
    if (records.isOversized()) {
      throw new MalformedCsvException("the first line is too long to name columns");
    }
    List<String> written = new ArrayList<>();
    for (int i = 0; i < records.cells(); i++) {
      written.add(dialect.hasHeader() ? decoded(records.cell(i)) : Integer.toString(i + 1));
    }
    requireOnce(written);
    return new CsvColumns(dialect, written);
  }

  private static String decoded(byte[] cell) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cell)).toString();
    } catch (CharacterCodingException notText) {
      throw new MalformedCsvException(
          "the names of the columns are not UTF-8; write the file in UTF-8, and send it again");
    }
  }

  private static void requireOnce(List<String> written) throws MalformedCsvException {
    Set<String> seen = new HashSet<>();
    Set<String> repeated =
        written.stream()
            .filter(name -> !name.isBlank() && !seen.add(name))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!repeated.isEmpty()) {
      throw new MalformedCsvException(
          "two columns are named '%s', and nobody can tell which of them counts; name each once,"
                  .formatted(String.join("', '", repeated))
              + " and send the file again");
    }
  }

  /** What the file calls its columns; files of which this is equal are read alike. */
  public List<String> written() {
    return written;
  }

  /** Names of those that are read, each once. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Whether the first line of a file names its columns, so that it is no row. */
  public boolean isHeader() {
    return dialect.hasHeader();
  }

  /**
   * What a record that is not too long says in each column, null where it says nothing. A record
   * with other cells has values as far as it goes.
   */
  public byte[][] values(CsvRecords record) {
    byte[][] values = new byte[places.length][];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < record.cells()) {
        byte[] cell = record.cell(places[i]);
        values[i] = isNull(cell) ? null : cell;
        if (values[i] != null && hasDecimalCommas[i]) {
          values[i] = DecimalCommas.withPoint(cell).orElse(cell);
        }
      }
    }
    return values;
  }

  /** Why a record is no row, for a person; null if it is one. */
  public String problem(CsvRecords record) {
    if (record.cells() != width) {
      return "the row does not have the columns of the header";
    }
    for (int i = 0; i < places.length; i++) {
      if (hasDecimalCommas[i]) {
        byte[] cell = record.cell(places[i]);
        if (!isNull(cell) && DecimalCommas.withPoint(cell).isEmpty()) {
          return "column '%s' is not a number with a decimal comma and no other marks"
              .formatted(names.get(i));
        }
      }
    }
    return null;
  }

  private boolean isNull(byte[] cell) {
    if (cell.length == 0) {
      return true;
    }
    for (byte[] text : nulls) {
      if (Arrays.equals(text, cell)) {
        return true;
      }
    }
    return false;
  }
}
