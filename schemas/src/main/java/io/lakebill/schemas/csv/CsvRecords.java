package io.lakebill.schemas.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Records of CSV, byte by byte, so that neither their charset nor their size decides where one
 * ends. A line break between quotes belongs to its cell. Where the quotes do not say where a cell
 * ends, nobody can tell rows from what a cell says, so all of the file is refused. Lines of nothing
 * but blanks and control characters are no records.
 */
public final class CsvRecords {

  private final RecordBuffer buffer;
  private final int delimiter;
  private final int quote;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private boolean[] isEscaped = new boolean[16];
  private int cells;
  private long length;
  private long line;
  private long breaks;

  /**
   * Reads from the beginning of a file, or of one of its records.
   *
   * @param line of the file with which the stream begins
   * @param most bytes of a record of which all is kept
   * @param kept bytes that are kept of a longer one
   */
  public CsvRecords(InputStream in, CsvDialect dialect, long line, int most, int kept) {
    this.buffer = new RecordBuffer(in, most, kept);
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
    this.line = line;
  }

  /** Passes over lines, whatever is in them. */
  public void skipLines(int number) throws IOException {
    for (int i = 0; i < number; i++) {
      buffer.begin();
      int b = buffer.read();
      while (b >= 0 && !isLineEnd(b)) {
        b = buffer.read();
      }
      line++;
    }
  }

  /** Goes to the next record; false if there is none. */
  public boolean next() throws IOException {
    do {
      line += breaks;
      breaks = 0;
      cells = 0;
      buffer.begin();
      if (buffer.peek() < 0) {
        return false;
      }
      boolean goesOn = true;
      while (goesOn) {
        goesOn = cell();
      }
    } while (isBlank());
    return true;
  }

  /** How many cells the record has; of one that is too long it is not known. */
  public int cells() {
    return cells;
  }

  /** What a cell says, without its quotes. */
  public byte[] cell(int index) {
    byte[] text = buffer.bytes(from[index], to[index]);
    if (!isEscaped[index]) {
      return text;
    }
    int size = 0;
    for (int i = 0; i < text.length; i++) {
      text[size++] = text[i];
      i += text[i] == quote ? 1 : 0;
    }
    return Arrays.copyOf(text, size);
  }

  /** Whether the record is longer than any may be. */
  public boolean isOversized() {
    return buffer.isOversized();
  }

  /** The record as it is written, without its line end; of one that is too long the beginning. */
  public byte[] text() {
    return isOversized() ? buffer.beginning(length) : buffer.bytes(0, (int) length);
  }

  /** How many bytes of the stream came before the record that is next. */
  public long position() {
    return buffer.position();
  }

  /** The line in which the record begins. */
  public long line() {
    return line;
  }

  /** Reads a cell and what is behind it; whether another one follows. */
  private boolean cell() throws IOException {
    int begin = (int) Math.min(buffer.length(), Integer.MAX_VALUE);
    int b = buffer.read();
    if (b == quote) {
      return quoted(begin + 1);
    }
    boolean isBlank = true;
    while (b >= 0 && b != delimiter && !isLineEnd(b)) {
      if (b == quote && isBlank) {
        throw refused("has blanks before a quote");
      }
      isBlank &= b == ' ' || b == '\t';
      b = buffer.read();
    }
    return ended(b, begin, false);
  }

  private boolean quoted(int begin) throws IOException {
    boolean escaped = false;
    while (true) {
      int b = buffer.read();
      if (b < 0) {
        throw refused("opens a quote that is never closed");
      }
      if (b == '\n' || (b == '\r' && buffer.peek() != '\n')) {
        breaks++;
      }
      if (b != quote) {
        continue;
      }
      if (buffer.peek() == quote) {
        buffer.read();
        escaped = true;
        continue;
      }
      int close = (int) Math.min(buffer.length() - 1, Integer.MAX_VALUE);
      b = buffer.read();
      while (b != delimiter && (b == ' ' || b == '\t')) {
        b = buffer.read();
      }
      if (b >= 0 && b != delimiter && !isLineEnd(b)) {
        throw refused("goes on behind a closing quote");
      }
      boolean goesOn = ended(b, begin, escaped);
      if (!buffer.isOversized()) {
        to[cells - 1] = close;
      }
      return goesOn;
    }
  }

  /** Notes a cell that ends before the byte that was read last. */
  private boolean ended(int b, int begin, boolean escaped) throws IOException {
    length = buffer.length() - (b < 0 ? 0 : 1);
    if (buffer.isOversized()) {
      cells = Math.max(cells, 1);
    } else {
      note(begin, (int) length, escaped);
    }
    if (b == '\r' && buffer.peek() == '\n') {
      buffer.read();
    }
    breaks += b >= 0 && b != delimiter ? 1 : 0;
    return b == delimiter;
  }

  private void note(int begin, int end, boolean escaped) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, 2 * cells);
      to = Arrays.copyOf(to, 2 * cells);
      isEscaped = Arrays.copyOf(isEscaped, 2 * cells);
    }
    from[cells] = begin;
    to[cells] = end;
    isEscaped[cells++] = escaped;
  }

  private boolean isBlank() {
    if (cells != 1 || buffer.isOversized()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer.at(i) < 0 || buffer.at(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(int b) {
    return b == '\n' || b == '\r';
  }

  private MalformedCsvException refused(String why) {
    return new MalformedCsvException(
        ("the row in line %d %s, so nobody can tell where it ends;"
                + " write a quote inside of quotes twice, and send the file again")
            .formatted(line, why));
  }
}
