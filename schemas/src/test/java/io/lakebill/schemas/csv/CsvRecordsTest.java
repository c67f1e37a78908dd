package io.lakebill.schemas.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row of CSV is whole, or it is refused. */
class CsvRecordsTest {

  /** In the table a bar ends a cell and a semicolon a record, as they are expected. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          a,b\\nc,d                          ! a|b;c|d
          a,b\\r\\nc,d\\r\\n                   ! a|b;c|d
          a,b\\rc,d                          ! a|b;c|d
          a,"b\\nforged,1"\\nc,d             ! a|b\\nforged,1;c|d
          "b\\r\\nforged\\rforged",x\\r\\n       ! b\\r\\nforged\\rforged|x
          \\qa \\q\\qb\\q\\q c\\q,\\q\\q,\\q\\q\\q\\q,\\q\\q\\q\\q\\q\\q\\nx ! a "b" c||"|"";x
          5" pipe,6"x                        ! 5" pipe|6"x
          "a" ,b\\n "c                        ! refused 2
          "a"\\t,b                            ! a|b
          a,\\n,\\n                           ! a|;|
          \\n\\n  \\n\\0\\na                     ! a
          ""                                 ! ``
          a,"b                               ! refused 1
          a\\nb,"c\\n\\nd                      ! refused 2
          "a\\nb"\\n"c"d,e                    ! refused 3
          "say "hi"\\nforged,1"               ! refused 1
          a,b\\0c                             ! a|b\\0c
          """)
  void aRecordEndsWhereNoQuoteIsOpen(String text, String expected) throws IOException {
    assertEquals(unescaped(expected), read(unescaped(text), CsvDialect.STANDARD, 1 << 20));
  }

  @Test
  void aDialectSaysWhatDividesAndQuotes() throws IOException {
    CsvDialect dialect = new CsvDialect(';', '\'', true, List.of(), 0, List.of(), List.of());

    assertEquals("a,b|\"c|d'e", read("a,b;\"c;'d''e'\n", dialect, 1 << 20));
  }

  @Test
  void ofARecordThatIsTooLongTheBeginningIsKeptAndTheNextOneIsRead() throws IOException {
    String ten = "x".repeat(10);
    String text = "a,%s\n\"%s\n,%s\",b\nc,d\n".formatted(ten, ten.repeat(100_000), ten);

    CsvRecords records = records(text, CsvDialect.STANDARD, 13, 4);

    assertTrue(records.next());
    assertEquals(2, records.cells());
    assertTrue(records.next());
    assertTrue(records.isOversized());
    assertEquals(2, records.line());
    String kept = new String(records.text(), StandardCharsets.UTF_8);
    assertTrue(kept.matches("\"xxx \\.\\.\\. \\(1000016 bytes, CRC-32C [0-9a-f]{8}\\)"), kept);
    assertTrue(records.next());
    assertEquals("c,d", new String(records.text(), StandardCharsets.UTF_8));
    assertEquals(4, records.line());
  }

  /** What is written by the rule is read as it was, whatever is in its cells. */
  @Test
  void whatIsWrittenIsRead() throws IOException {
    Random random = new Random(18);
    String letters = "ab,;\"\n\r \t\u0000é";
    for (int round = 0; round < 500; round++) {
      List<List<String>> rows = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int r = 0; r < 1 + random.nextInt(5); r++) {
        List<String> row = new ArrayList<>();
        for (int c = 0; c < 1 + random.nextInt(4); c++) {
          StringBuilder cell = new StringBuilder();
          for (int i = random.nextInt(6); i > 0; i--) {
            cell.append(letters.charAt(random.nextInt(letters.length())));
          }
          row.add(cell.toString());
          text.append(c == 0 ? "" : ",")
              .append('"')
              .append(cell.toString().replace("\"", "\"\""))
              .append('"');
        }
        rows.add(row);
        text.append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
      }
      CsvRecords records = records(text.toString(), CsvDialect.STANDARD, 1 << 20, 100);
      List<List<String>> read = new ArrayList<>();
      while (records.next()) {
        read.add(cells(records));
      }
      assertEquals(rows, read, text.toString());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          12,50     | 12.50
          -0,5      | -0.5
          +7        | +7
          1234567,1 | 1234567.1
          ,5        | .5
          1.234,5   | none
          1.234     | none
          12,       | none
          1,2,3     | none
          -         | none
          NaN       | none
          1e5       | none
          """)
  void aDecimalCommaIsReadOnlyWhereNothingIsDoubtful(String text, String number) {
    assertEquals(
        number,
        DecimalCommas.withPoint(text.getBytes(StandardCharsets.UTF_8))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse(null));
  }

  @Test
  void columnsWithoutANameAreNotReadAndNamesAreThereOnce() throws IOException {
    CsvDialect dialect =
        new CsvDialect(';', '"', true, List.of(), 1, List.of("NULL"), List.of("n"));
    CsvRecords records =
        records("made by hand\n;id;Id;n;\n0;a;NULL;1,5;\n1;b;c;1.5;\n2;d\n", dialect, 100, 100);

    CsvColumns columns = CsvColumns.of(records, dialect);

    assertEquals(List.of("id", "Id", "n"), columns.names());
    assertTrue(records.next());
    assertEquals(null, columns.problem(records));
    assertEquals("a null 1.5", values(columns, records));
    assertTrue(records.next());
    assertEquals(
        "column 'n' is not a number with a decimal comma and no other marks",
        columns.problem(records));
    assertTrue(records.next());
    assertEquals("the row does not have the columns of the header", columns.problem(records));
    assertEquals("d null null", values(columns, records));
    MalformedCsvException refused =
        assertThrows(
            MalformedCsvException.class,
            () ->
                CsvColumns.of(
                    records("a,b,a\n", CsvDialect.STANDARD, 100, 100), CsvDialect.STANDARD));
    assertTrue(refused.getMessage().contains("two columns are named 'a'"), refused.getMessage());
  }

  private static String values(CsvColumns columns, CsvRecords record) {
    List<String> values = new ArrayList<>();
    for (byte[] value : columns.values(record)) {
      values.add(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
    }
    return String.join(" ", values);
  }

  private static String read(String text, CsvDialect dialect, int most) throws IOException {
    CsvRecords records = records(text, dialect, most, most);
    List<String> read = new ArrayList<>();
    try {
      while (records.next()) {
        read.add(String.join("|", cells(records)));
      }
    } catch (MalformedCsvException refused) {
      return refused.getMessage().replaceAll("the row in line (\\d+) .*", "refused $1");
    }
    return String.join(";", read);
  }

  private static List<String> cells(CsvRecords record) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < record.cells(); i++) {
      cells.add(new String(record.cell(i), StandardCharsets.UTF_8));
    }
    return cells;
  }

  /** A stream that gives a few bytes at a time, so that every place is the end of a buffer. */
  private static CsvRecords records(String text, CsvDialect dialect, int most, int kept) {
    InputStream in =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + available() % 3));
          }
        };
    return new CsvRecords(in, dialect, 1, most, kept);
  }

  private static String unescaped(String text) {
    return text.replace("\\q", "\"")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace("\\0", "\u0000");
  }
}
