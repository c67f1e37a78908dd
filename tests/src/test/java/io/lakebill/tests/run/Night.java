package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The night in which September becomes final, landing included, as processes that may die, and what
 * has to be there when it is done at last.
 */
final class Night {

  private static final String[] COMMAND = {
    "nightly", "--as-of", September.MONTH_END, "--source", September.SCENARIO.file("source.yaml")
  };

  /** What readers see of inputs; when and by what landing an event came is not the sender's. */
  private static final String INPUTS =
      """
      SELECT 'event' AS what, to_json(struct(event_id, source, subject, event_time, body_hash,
        properties)) AS row FROM events
      UNION ALL SELECT 'rejected', to_json(struct(reason, event_id, payload)) FROM rejected_events
      UNION ALL SELECT 'landing', to_json(struct(handed_over, accepted, duplicates, conflicts,
        rejected)) FROM landings WHERE accepted > 0
      UNION ALL SELECT 'publication', CAST(count(*) AS STRING) FROM billing_runs
      ORDER BY 1, 2
      """;

  private static final TestLake READY = makeReady();

  private static final Seen UNDISTURBED = Seen.of(September.reference());

  private Night() {}

  /** The words that run it on a lake in a process of its own. */
  static List<String> words(TestLake lake, String... options) {
    return Subprocess.lakebill(List.of(options), lake, COMMAND);
  }

  /** Runs it in this process, to its end. */
  static void complete(TestLake lake) {
    lake.nightly(September.MONTH_END, Arrays.copyOfRange(COMMAND, 3, COMMAND.length)).done();
  }

  /** A lake of one's own in which all tables are made and no event has landed. */
  static TestLake ready() {
    return READY.copy();
  }

  private static TestLake makeReady() {
    TestLake lake = September.ready();
    Lake.open(Sessions.open(), lake.directory()).makeTables();
    return lake;
  }

  /**
   * Fails unless a lake has the rows, the invoices and the exported bytes of one whose night nobody
   * disturbed, and nothing else that readers could see.
   */
  static void assertSameAsUndisturbed(TestLake lake, String what) {
    Seen seen = Seen.of(lake);
    assertEquals(
        List.of(), BusinessRows.differences(UNDISTURBED.businessRows(), seen.businessRows()), what);
    assertEquals(UNDISTURBED, seen, what);
    assertEquals(0, lake.run("audit", "events").exitCode(), what);
    assertEquals(List.of(), leftovers(lake.directory().resolve("_staging")), what);
  }

  /** What readers can see of a lake. */
  private record Seen(
      Map<String, List<String>> businessRows, List<String> inputs, Map<String, String> exports) {

    static Seen of(TestLake lake) {
      Map<String, List<String>> rows = BusinessRows.of(lake);
      // Landing the same files again is a landing of nothing new, and counts on.
      rows.replaceAll((table, all) -> all.stream().map(Seen::withoutLanding).sorted().toList());
      return new Seen(rows, lake.rows(INPUTS), Night.exports(lake));
    }

    private static String withoutLanding(String row) {
      return row.replaceAll("\"landing\":\\d+,", "");
    }
  }

  private static List<Path> leftovers(Path staging) {
    if (!Files.isDirectory(staging)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(staging)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> exports(TestLake lake) {
    try (Stream<Path> files = Files.list(lake.directory().resolve("exports"))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              Night::text,
              (one, same) -> one,
              TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
