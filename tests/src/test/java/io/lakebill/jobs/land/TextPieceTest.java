package io.lakebill.jobs.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.csv.CsvColumns;
import io.lakebill.schemas.csv.CsvDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a file is cut, each of its rows is read once. */
class TextPieceTest {

  @TempDir Path directory;

  @Test
  void theRowsOfCsvAreThoseOfItsPieces() throws IOException {
    Random random = new Random(29);
    CsvDialect dialect = CsvDialect.STANDARD;
    for (int round = 0; round < 60; round++) {
      Path file = directory.resolve(round + ".csv");
      Files.writeString(file, csv(random, round));
      CsvColumns columns = CsvRows.columns(file, dialect);
      List<String> whole = csvRows(List.of(TextPiece.whole(file)), dialect, columns);
      assertEquals(30, whole.size());
      for (long bytes : List.of(1L, 7L, 40L, 200L, 500L)) {
        List<TextPiece> pieces = TextPiece.ofCsv(file, dialect, bytes);
        assertTrue(bytes > 40 || pieces.size() > 5, pieces.size() + " pieces");
        assertEquals(whole, csvRows(pieces, dialect, columns), "cut after " + bytes);
      }
    }
  }

  /** A piece is longer than a byte order mark. */
  @Test
  void theLinesOfJsonAreThoseOfItsPieces() throws IOException {
    Random random = new Random(30);
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? "" : "\uFEFF");
      for (int i = 0; i < 30; i++) {
        text.append("{\"id\":\"%d-é%s\"}".formatted(i, "x".repeat(random.nextInt(30))));
        text.append(lineEnd(random)).append(random.nextInt(5) == 0 ? "\n" : "");
      }
      Path file = directory.resolve(round + ".jsonl");
      Files.writeString(file, text);
      List<String> whole = lines(List.of(TextPiece.whole(file)));
      assertEquals(30, whole.size());
      for (long bytes : List.of(4L, 5L, 7L, 40L, 200L)) {
        assertEquals(whole, lines(TextPiece.ofLines(file, bytes)), "cut after " + bytes);
      }
    }
  }

  private static String csv(Random random, int round) {
    StringBuilder text = new StringBuilder(round % 2 == 0 ? "" : "\uFEFF").append("id,note\n");
    List<String> notes =
        List.of("plain", "\"a\nb\"", "\"x\r\ny,\"\"z\"\"\"", "\"\"", "é", "5\" pipe");
    for (int i = 0; i < 30; i++) {
      text.append(i).append(',').append(notes.get(random.nextInt(notes.size())));
      text.append(lineEnd(random)).append(random.nextInt(5) == 0 ? "\n" : "");
    }
    return text.toString();
  }

  private static String lineEnd(Random random) {
    return List.of("\n", "\r\n", "\r").get(random.nextInt(3));
  }

  private static List<String> csvRows(
      List<TextPiece> pieces, CsvDialect dialect, CsvColumns columns) throws IOException {
    List<String> rows = new ArrayList<>();
    for (TextPiece piece : pieces) {
      try (TextRecords.Reading reading = CsvRows.open(piece, dialect, columns)) {
        InternalRow row = reading.next();
        while (row != null) {
          assertTrue(row.isNullAt(2), "no row is refused");
          rows.add(row.getArray(0).getUTF8String(0) + "|" + row.getArray(0).getUTF8String(1));
          row = reading.next();
        }
      }
    }
    return rows;
  }

  private static List<String> lines(List<TextPiece> pieces) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TextPiece piece : pieces) {
      try (JsonLines reading = new JsonLines(piece)) {
        InternalRow row = reading.next();
        while (row != null) {
          lines.add(row.getUTF8String(0).toString());
          row = reading.next();
        }
      }
    }
    return lines;
  }
}
