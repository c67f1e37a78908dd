package io.lakebill.tests.input;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that senders get wrong, in kinds, with what has to become of each kind. A row is written
 * down with {@code #} for its number, {@code !} for the byte FF, which is in no UTF-8 text, {@code
 * ^} for the control character 1, and {@code ~} for ten million letters.
 */
final class MalformedRows {

  /** What becomes of rows that are events after all. */
  static final String ACCEPTED = "accepted";

  private static final String LARGE = "~";

  private static final byte[] LETTERS = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);

  private record Kind(String row, String outcome) {

    boolean isOfTwo() {
      return outcome.equals(ACCEPTED) && row.matches(".*[:,]2(,.*)?");
    }
  }

  private final List<Kind> kinds = new ArrayList<>();
  private final Map<String, Long> expected = new TreeMap<>();
  private long twos;

  /** Kinds as a table: the row, a bar, and the reason of its rejection or {@link #ACCEPTED}. */
  static MalformedRows of(String table) {
    MalformedRows rows = new MalformedRows();
    table
        .lines()
        .map(line -> line.split(" +\\| +"))
        .forEach(cells -> rows.kinds.add(new Kind(cells[0], cells[1].strip())));
    return rows;
  }

  /** Writes as many rows of all kinds in turn, but only some of the large ones. */
  void write(Path file, String header, long number, int large) throws IOException {
    List<Kind> common = kinds.stream().filter(kind -> !kind.row().contains(LARGE)).toList();
    Kind largest =
        kinds.stream().filter(kind -> kind.row().contains(LARGE)).findFirst().orElseThrow();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(header.getBytes(StandardCharsets.UTF_8));
      for (long i = 0; i < number; i++) {
        Kind kind = i < large ? largest : common.get((int) (i % common.size()));
        write(out, kind.row(), i);
        twos += kind.isOfTwo() ? 1 : 0;
        expected.merge(kind.outcome(), 1L, Long::sum);
      }
    }
  }

  private static void write(OutputStream out, String row, long number) throws IOException {
    for (byte b : row.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '#' -> out.write(Long.toString(number).getBytes(StandardCharsets.UTF_8));
        case '!' -> out.write(0xff);
        case '^' -> out.write(1);
        case '~' -> {
          for (int i = 0; i < 1_000; i++) {
            out.write(LETTERS);
          }
        }
        default -> out.write(b);
      }
    }
    out.write('\n');
  }

  /** How many rows of those written have to be accepted, and rejected for each reason. */
  List<String> expected() {
    return expected.entrySet().stream().map(e -> e.getKey() + "," + e.getValue()).toList();
  }

  /** How many of these use two of something. */
  long twos() {
    return twos;
  }

  /** How many have to be accepted. */
  long accepted() {
    return expected.getOrDefault(ACCEPTED, 0L);
  }
}
