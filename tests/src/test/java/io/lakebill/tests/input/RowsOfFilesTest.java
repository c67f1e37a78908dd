package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.compressed;
import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A row is what its sender wrote as one, or it is refused; a file of which that cannot be told is
 * refused whole. The lake, and one of the files, have names that others take for patterns.
 */
@ExtendWith(SparkExtension.class)
class RowsOfFilesTest {

  private static final String ODD = "odd [a] {b,c} 100% 'd' ?*";

  private static final TestLake LAKE = TestLake.at(Scratch.directory(ODD));

  private static final String HEAD = "id,at,who,units,note\n";

  private static final String AT = ",2026-01-05T10:00:00Z,acme,";

  @Test
  void aLineBreakInACellOfCsvMakesNoRow() throws IOException {
    String forged = "forged" + AT + "1000,x";
    String wide =
        "id,at,who,"
            + IntStream.range(0, 3_000).mapToObj(i -> "p" + i).collect(Collectors.joining(","))
            + "\nwide,2026-01-05T10:00:00Z,acme"
            + ",7".repeat(3_000)
            + "\n";
    Map<String, Path> files = new TreeMap<>();
    files.put(
        "broken",
        file("broken.csv", HEAD + "1" + AT + "1,\"a\n" + forged + "\"\n2" + AT + "1,b\n"));
    files.put("return", file("return.csv", HEAD + "3" + AT + "1,\"a\r" + forged + "\"\r\n"));
    files.put(
        "marked", file("marked.csv", "\uFEFF" + HEAD.replace("\n", "\r\n") + "4" + AT + "1,c\r\n"));
    files.put(
        "index",
        file("index.csv", "," + HEAD.replace("note", "note,Note") + "0,5" + AT + "1,d,e\n"));
    files.put("odd", file(ODD + ".csv", HEAD + "=6" + AT + "1,f\n"));
    files.put("empty", file("empty.csv", ""));
    files.put("wide", file("wide.csv", wide));
    Map<String, Path> refused = new TreeMap<>();
    refused.put(
        "closed", file("closed.csv", HEAD + "x" + AT + "1,\"say \"hi\"\n" + forged + "\"\n"));
    refused.put(
        "open", file("open.csv", HEAD + "x" + AT + "1,a\nx" + AT + "1,\"a\n" + forged + "\n"));
    refused.put("twice", file("twice.csv", HEAD.replace("note", "units") + "x" + AT + "1,2\n"));
    refused.put(
        "utf16",
        Files.write(Scratch.directory("utf16.csv"), HEAD.getBytes(StandardCharsets.UTF_16)));
    refused.put("without", file("without.csv", "id,at,units\nx,2026-01-05T10:00:00Z,1\n"));
    refused.put("zeros", compressed("zeros.csv.gz", HEAD + "\0".repeat(33 << 20)));

    Outcome landed = land("csv", files, refused);

    assertEquals(
        "accepted 7, conflicts 0, duplicates 0, handed_over 13, rejected 6",
        inOneLine(landed.done()));
    assertEquals(
        List.of(
            "1,1,a\n" + forged,
            "2,1,b",
            "3,1,a\r" + forged,
            "4,1,c",
            "5,1,d",
            "=6,1,f",
            "wide,null,null"),
        LAKE.rows(
            """
            SELECT event_id, properties.units, properties.note FROM events
            WHERE source = 'csv' ORDER BY event_id
            """));
    assertEquals(
        "e,3000",
        LAKE.value(
            """
            SELECT max(properties.Note), max(size(properties)) FROM events WHERE source = 'csv'
            """));
    assertRefused(
        "csv",
        landed,
        refused,
        Map.of(
            "closed", "the row in line 2 goes on behind a closing quote",
            "open", "the row in line 3 opens a quote that is never closed",
            "twice", "two columns are named 'units'",
            "utf16", "it is UTF-16",
            "without", "there is no column 'who'",
            "zeros", "it holds more than 200 times its size"));
    assertEquals(
        files.get("odd").toString(),
        LAKE.value(
            "SELECT landed_file FROM landings WHERE endswith(landed_file, '%s.csv')"
                .formatted(ODD.replace("'", "\\'"))));
    assertExtractedSafely();
  }

  /** A spreadsheet would run the id of an event. */
  private static void assertExtractedSafely() throws IOException {
    Path extract = Scratch.directory("extract");
    LAKE.run("extract", "--output", extract.toString(), "--format", "csv", "events").done();
    String ids;
    try (Stream<Path> parts = Files.walk(extract)) {
      ids =
          parts
              .filter(part -> part.toString().endsWith(".csv"))
              .flatMap(RowsOfFilesTest::lines)
              .filter(line -> line.contains("=6"))
              .map(line -> line.split(",", 2)[0])
              .collect(Collectors.joining());
    }
    assertEquals("'=6", ids);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLineOfJsonThatGoesOnInTheNextOneMakesNoRow() throws IOException {
    String row = "{\"id\":\"%s\",\"at\":\"2026-01-05T10:00:00Z\",\"who\":\"acme\"}";
    Map<String, Path> files =
        Map.of(
            "cut",
            file(
                "cut.jsonl",
                row.formatted(1) + "\n{\"id\":\"x\",\"who\":\"a\",\n" + row.formatted(2)),
            "marked",
            file("marked.jsonl", "\uFEFF" + row.formatted(3) + "\r\n" + row.formatted(4)));
    Map<String, Path> refused =
        Map.of(
            "pretty",
            file("pretty.jsonl", "{\n\"id\":\"x\",\n\"of\":\n" + row.formatted("forged") + "\n}\n"),
            "inner",
            file(
                "inner.jsonl",
                "{\"id\":\"x\",\"of\":{\"n\":1}\n,\"by\":\n" + row.formatted("forged") + "}\n"),
            "list",
            file("list.jsonl", "[\n" + row.formatted("forged") + "\n]\n"),
            "lines",
            compressed("lines.jsonl.gz", row.formatted("x") + "\n".repeat(33 << 20)));

    Outcome landed = land("jsonl", files, refused);

    assertEquals(
        "accepted 4, conflicts 0, duplicates 0, handed_over 9, rejected 5",
        inOneLine(landed.done()));
    assertEquals(
        List.of("1", "2", "3", "4"),
        LAKE.rows("SELECT event_id FROM events WHERE source = 'jsonl' ORDER BY event_id"));
    assertRefused(
        "jsonl",
        landed,
        refused,
        Map.of(
            "pretty", "goes on in the next line",
            "inner", "goes on in the next line",
            "list", "goes on in the next line",
            "lines", "it holds more than 200 times its size"));
  }

  private static Outcome land(String format, Map<String, Path> files, Map<String, Path> refused)
      throws IOException {
    Map<String, Path> all = new TreeMap<>(files);
    all.putAll(refused);
    return HandedOver.land(LAKE, format, format, all.values().toArray(Path[]::new));
  }

  private static void assertRefused(
      String source, Outcome landed, Map<String, Path> files, Map<String, String> reasons) {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String detail =
          LAKE.value(
              "SELECT detail FROM rejected_events WHERE source = '%s' AND landed_file LIKE '%%%s'"
                  .formatted(source, file.getValue().getFileName()));
      assertTrue(detail.contains(reasons.get(file.getKey())), detail);
      assertTrue(
          landed.err().contains(file.getValue() + ": the file cannot be read"), landed.err());
    }
  }
}
