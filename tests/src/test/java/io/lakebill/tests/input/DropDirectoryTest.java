package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.inOneLine;
import static io.lakebill.tests.input.HandedOver.land;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A directory into which senders drop files, and names that stand for many files. */
@ExtendWith(SparkExtension.class)
class DropDirectoryTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("drops"));

  private static final String NOTHING =
      "accepted 0, conflicts 0, duplicates 0, handed_over 0, rejected 0";

  @Test
  void aDirectoryThatKeepsItsFilesBringsOnlyWhatIsNewInIt() throws IOException {
    Path drop = Files.createDirectories(Scratch.directory("drop"));
    assertLanded("drop", NOTHING, drop);

    drop(drop, "a.jsonl", "a", "b");
    drop(drop, "2026-09-02/b.jsonl", "c");
    assertLanded("drop", "accepted 3, conflicts 0, duplicates 0, handed_over 3, rejected 0", drop);

    Files.move(drop.resolve("a.jsonl"), drop.resolve("renamed.jsonl"));
    drop(drop, "2026-09-03/d.jsonl", "d");
    assertLanded("drop", "accepted 1, conflicts 0, duplicates 3, handed_over 4, rejected 0", drop);
    assertEquals(List.of("a", "b", "c", "d"), events("drop"));
  }

  @Test
  void whatWritersHideIsNotThere() throws IOException {
    Path drop = Files.createDirectories(Scratch.directory("hidden"));
    drop(drop, "part-0.jsonl", "seen");
    drop(drop, ".part-1.jsonl", "still-being-written");
    drop(drop, "_SUCCESS");
    drop(drop, "_temporary/0/part-2.jsonl", "of-a-job-that-died");

    land(LAKE, "hidden", "jsonl", drop).done();
    Outcome byName = land(LAKE, "hidden", "jsonl", drop.resolve(".part-1.jsonl"));

    assertEquals(List.of("seen"), events("hidden"));
    assertEquals(65, byName.exitCode());
    assertTrue(byName.err().contains("are not read, so rename it"), byName.err());
  }

  @Test
  void aNameWithWildcardsStandsForWhatItMatchesInDirectoriesToo() throws IOException {
    Path drop = Files.createDirectories(Scratch.directory("globs"));
    drop(drop, "2026-08-31/a.jsonl", "august");
    drop(drop, "2026-09-01/a.jsonl", "first");
    drop(drop, "2026-09-02/a.jsonl", "second");
    drop(drop, "2026-09-02/a.txt", "no-events");

    assertLanded("globs", NOTHING, drop.resolve("2026-10-*/*.jsonl"));
    land(LAKE, "globs", "jsonl", drop.resolve("2026-09-*/*.jsonl")).done();
    assertEquals(List.of("first", "second"), events("globs"));

    land(LAKE, "globs", "jsonl", drop.resolve("**.jsonl")).done();
    assertEquals(List.of("august", "first", "second"), events("globs"));
  }

  private static void assertLanded(String source, String counts, Path files) throws IOException {
    Outcome landed = land(LAKE, source, "jsonl", files);
    assertEquals(counts, inOneLine(landed.done()));
  }

  private static List<String> events(String source) {
    return LAKE.rows(
        "SELECT event_id FROM events WHERE source = '%s' ORDER BY event_id".formatted(source));
  }

  private static void drop(Path directory, String name, String... ids) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        List.of(ids).stream()
            .map("{\"id\":\"%s\",\"at\":\"2026-09-01T10:00:00Z\",\"who\":\"acme\"}"::formatted)
            .toList());
  }
}
