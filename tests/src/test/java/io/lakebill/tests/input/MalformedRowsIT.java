package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.COLUMNS;
import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rows of every kind that senders get wrong: each is counted, none is lost, none is billed as
 * something else, and a process with little memory gets through them.
 */
@ExtendWith(SparkExtension.class)
class MalformedRowsIT {

  /**
   * Of the accepted rows some use two gigabytes, the others nothing that is a number. A row of JSON
   * may have fields that nobody asked for, any number, and a zero of either sign.
   */
  private static final String JSON =
      """
      {"id":"truncated-#","at":"2026-09-01T10:00:00Z","who":"ac                         | malformed_row
      {"id":{"wrong":#},"at":"2026-09-01T10:00:00Z","who":"acme","gb":1}            | malformed_row
      {"id":"w-#","at":["2026-09-01T10:00:00Z"],"who":"acme","gb":1}                | malformed_row
      {"id":"w-#","at":true,"who":"acme","gb":1}                                    | malformed_row
      {"id":"w-#","at":2026,"who":"acme","gb":1}                                    | invalid_time
      {"id":"w-#","at":"10:00","who":"acme","gb":1}                                 | invalid_time
      {"id":"year-#","at":"10000-01-01T00:00:00Z","who":"acme","gb":1}              | invalid_time
      {"id":"year-#","at":"+10000-01-01T00:00:00Z","who":"acme","gb":1}             | invalid_time
      {"id":"nan-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":NaN}              | malformed_row
      {"id":"nan-#","at":"NaN","who":"acme","gb":1}                                 | invalid_time
      {"id":"text-nan-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":"NaN"}       | accepted
      {"id":"large-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1,"text":"~"}   | oversized_row
      {"id":"utf8-!-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1}             | invalid_encoding
      {"at":"2026-09-01T10:00:00Z","who":"acme","gb":1,"n":#}                       | missing_id
      {"id":"no-account-#","at":"2026-09-01T10:00:00Z","gb":1}                      | missing_account
      {"id":"extra-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":2,"more":[{}]}  | accepted
      {"id":"twice-#","id":"other-#","at":"2026-09-01T10:00:00Z","who":"acme"}          | malformed_row
      {"id":"twice-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1,"gb":2}   | malformed_row
      {"id":"zero-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":-0.0}            | accepted
      {"id":"huge-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1e999999999}     | accepted
      {"id":"tiny-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1e-999999999}    | accepted
      {"id":"huge-#","at":1e999999999,"who":"acme","gb":1}                          | invalid_time
      {"id":"control-#","at":"2026-09-01T10:00:00Z","who":"ac^me","gb":1}           | malformed_row
      {"id":"control-\\u0000-#","at":"2026-09-01T10:00:00Z","who":"acme","gb":1}    | control_character
      """;

  /** In CSV all is text, so nothing has a wrong type; a row has the columns of the header. */
  private static final String CSV =
      """
      quote-#,2026-09-01T10:00:00Z,ac"me,x          | accepted
      truncated-#,2026-09-01T10:00:00Z              | malformed_row
      year-#,10000-01-01T00:00:00Z,acme,1           | invalid_time
      nan-#,2026-09-01T10:00:00Z,acme,NaN           | accepted
      nan-#,NaN,acme,1                              | invalid_time
      large-#,2026-09-01T10:00:00Z,acme,~           | oversized_row
      utf8-!-#,2026-09-01T10:00:00Z,acme,1          | invalid_encoding
      utf8-#,2026-09-01T10:00:00Z,acme,1!           | invalid_encoding
      ,2026-09-01T10:00:00Z,acme,1                  | missing_id
      no-account-#,2026-09-01T10:00:00Z,,1          | missing_account
      extra-#,2026-09-01T10:00:00Z,acme,1,more      | malformed_row
      zero-#,2026-09-01T10:00:00Z,acme,-0           | accepted
      huge-#,2026-09-01T10:00:00Z,acme,1e999999999  | accepted
      Łódź-#,2026-09-01T10:00:00Z,acme,2            | accepted
      control-^-#,2026-09-01T10:00:00Z,acme,1       | control_character
      """;

  private static final String HEAP = "512m";

  /** Spark's reader of CSV makes several copies of a line, and two tasks read at the same time. */
  private static final String HEAP_FOR_LONG_LINES = "768m";

  @Test
  void everyRowOfJsonLinesIsAcceptedOrRejectedWithItsReason() throws IOException {
    land(HEAP, "jsonl", "", JSON, 24_000, 2);
  }

  @Test
  void everyRowOfCsvIsAcceptedOrRejectedWithItsReason() throws IOException {
    land(HEAP, "csv", "id,at,who,gb\n", CSV, 15_000, 2);
  }

  @Tag("long")
  @Test
  void aMillionRowsOfJsonLinesWithTwentyTextsOfTenMegabytesNeedLittleMemory() throws IOException {
    land(HEAP, "jsonl", "", JSON, 1_000_000, 20);
  }

  @Tag("long")
  @Test
  void aMillionRowsOfCsvWithTwentyTextsOfTenMegabytesNeedLittleMemory() throws IOException {
    land(HEAP_FOR_LONG_LINES, "csv", "id,at,who,gb\n", CSV, 1_000_000, 20);
  }

  private static void land(
      String heap, String format, String header, String kinds, long number, int large)
      throws IOException {
    TestLake lake = September.ready();
    Path handedOver = Scratch.directory("rows." + format);
    MalformedRows rows = MalformedRows.of(kinds);
    rows.write(handedOver, header, number, large);
    Path source =
        file(
            "source.yaml",
            "source: rows\nformat: %s\nfiles: %s\n%s\nconstants: { event_name: stored }\n"
                .formatted(format, handedOver, COLUMNS));

    String counts = Subprocess.withHeap(heap, lake, "land", "--source", source.toString()).done();

    assertEquals(
        "accepted %d, conflicts 0, duplicates 0, handed_over %d, rejected %d"
            .formatted(rows.accepted(), number, number - rows.accepted()),
        inOneLine(counts));
    assertEquals(
        rows.expected(),
        lake.rows(
            """
            SELECT 'accepted' AS outcome, count(*) FROM events
            UNION ALL SELECT reason, count(*) FROM rejected_events GROUP BY reason ORDER BY 1
            """));
    lake.nightly("2026-09-30").done();
    assertEquals(
        Long.toString(2 * rows.twos()),
        lake.value("SELECT CAST(sum(quantity) AS BIGINT) FROM usage WHERE meter_id = 'stored'"));
    Files.delete(handedOver);
  }
}
