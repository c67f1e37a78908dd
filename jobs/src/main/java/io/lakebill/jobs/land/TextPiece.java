package io.lakebill.jobs.land;

import io.lakebill.schemas.csv.CsvColumns;
import io.lakebill.schemas.csv.CsvDialect;
import io.lakebill.schemas.csv.CsvRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file of text that is read by itself: the rows that begin in it.
 *
 * @param start its first byte
 * @param end the byte behind its last; that of a packed file is not known
 * @param line the line of the file that it begins with; of JSON Lines nobody asks
 */
record TextPiece(String file, long start, long end, long line) implements Serializable {

  /** Larger files are read in parts, smaller ones together. */
  private static final long BYTES = 64L << 20;

  /** What a file costs that has next to no bytes. */
  private static final long BYTES_TO_OPEN = 4L << 20;

  static TextPiece whole(Path file) {
    long end = TextInput.isPacked(file) ? Long.MAX_VALUE : file.toFile().length();
    return new TextPiece(file.toString(), 0, end, 1);
  }

  Path path() {
    return Path.of(file);
  }

  /** JSON Lines are cut anywhere; whoever reads a piece begins with the next line. */
  static List<TextPiece> ofLines(Path file) {
    return ofLines(file, BYTES);
  }

  /** The same in parts of about so many bytes. */
  static List<TextPiece> ofLines(Path file, long bytes) {
    TextPiece whole = whole(file);
    if (whole.end == Long.MAX_VALUE || whole.end <= bytes) {
      return List.of(whole);
    }
    List<TextPiece> pieces = new ArrayList<>();
    for (long start = 0; start < whole.end; start += bytes) {
      long end = Math.min(start + bytes, whole.end);
      pieces.add(new TextPiece(whole.file, start, end, 1));
    }
    return pieces;
  }

  /**
   * A line break of CSV may be part of a cell, so that a large file has to be looked through for
   * the places where it can be cut.
   */
  static List<TextPiece> ofCsv(Path file, CsvDialect dialect) {
    return ofCsv(file, dialect, BYTES);
  }

  /** The same in parts of at least so many bytes. */
  static List<TextPiece> ofCsv(Path file, CsvDialect dialect, long bytes) {
    TextPiece whole = whole(file);
    if (whole.end == Long.MAX_VALUE || whole.end <= bytes) {
      return List.of(whole);
    }
    List<TextPiece> pieces = new ArrayList<>();
    try (InputStream in = TextInput.open(file, 0)) {
      long mark = TextInput.markLength(file);
      CsvRecords records = new CsvRecords(in, dialect, 1, RowProblem.MOST_BYTES, 0);
      CsvColumns.of(records, dialect);
      long start = 0;
      long line = 1;
      long behind = mark + records.position();
      while (records.next()) {
        if (behind - start >= bytes) {
          pieces.add(new TextPiece(whole.file, start, behind, line));
          start = behind;
          line = records.line();
        }
        behind = mark + records.position();
      }
      pieces.add(new TextPiece(whole.file, start, whole.end, line));
      return pieces;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Pieces by the task that reads them. */
  static List<List<TextPiece>> byTask(List<TextPiece> pieces) {
    List<List<TextPiece>> tasks = new ArrayList<>();
    long bytes = BYTES;
    for (TextPiece piece : pieces) {
      long cost = Math.min(piece.end, piece.path().toFile().length()) - piece.start + BYTES_TO_OPEN;
      if (bytes + cost > BYTES || tasks.isEmpty()) {
        tasks.add(new ArrayList<>());
        bytes = 0;
      }
      tasks.get(tasks.size() - 1).add(piece);
      bytes += cost;
    }
    return tasks;
  }
}
