package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  private static final List<String> INPUTS =
      List.of(
          "SELECT event_id, source, subject, event_time, body_hash, properties FROM events ORDER BY event_id",
          "SELECT reason, event_id, payload FROM rejected_events ORDER BY payload",
          "SELECT handed_over, accepted, duplicates, conflicts, rejected FROM landings WHERE accepted > 0",
          "SELECT count(*) FROM billing_runs");

  private Night() {}

  /** The words that run it on a lake in a process of its own. */
  static List<String> words(TestLake lake, String... options) {
    return Subprocess.lakebill(List.of(options), lake, COMMAND);
  }

  /** Runs it in this process, to its end. */
  static void complete(TestLake lake) {
    lake.nightly(September.MONTH_END, Arrays.copyOfRange(COMMAND, 3, COMMAND.length)).done();
  }

  /**
   * Fails unless a lake has the rows, the invoices and the exported bytes of one whose night nobody
   * disturbed, and nothing else that readers could see.
   */
  static void assertSameAsUndisturbed(TestLake lake, String what) {
    BusinessRows.assertSame(September.reference(), lake);
    for (String query : INPUTS) {
      assertEquals(September.reference().rows(query), lake.rows(query), what);
    }
    assertEquals(exports(September.reference()), exports(lake), what);
    assertEquals(0, lake.run("audit", "events").exitCode(), what);
    assertEquals(List.of(), leftovers(lake.directory().resolve("_staging")), what);
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
