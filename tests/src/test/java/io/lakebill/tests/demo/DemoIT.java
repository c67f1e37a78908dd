package io.lakebill.tests.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.demo.DemoData;
import io.lakebill.jobs.demo.Expected;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo shows what its story promises, and the notebooks run over its lake. */
@ExtendWith(SparkExtension.class)
class DemoIT {

  private static Expected story;

  @BeforeAll
  static void tellTheStory(SparkSession spark) {
    story = DemoData.write(spark, Scratch.directory("story")).expected();
    assertEquals(0, DemoLake.outcome().exitCode(), DemoLake.outcome().err());
  }

  @Test
  void landsWhatTheStorySays() {
    assertEquals(
        "%d,%d,%d,%d,%d"
            .formatted(
                story.handedOver(),
                story.accepted(),
                story.duplicates(),
                story.conflicts(),
                story.rejected()),
        DemoLake.get()
            .value(
                "SELECT sum(handed_over), sum(accepted), sum(duplicates), sum(conflicts),"
                    + " sum(rejected) FROM landings"));
    assertEquals(
        story.rejectedByReason().entrySet().stream()
            .map(reason -> reason.getKey() + "," + reason.getValue())
            .toList(),
        DemoLake.get()
            .rows(
                "SELECT reason, count(*) FROM rejected_events WHERE reason <> 'conflict'"
                    + " GROUP BY reason ORDER BY reason"));
  }

  @Test
  void putsEveryEventIntoTheStateThatTheStorySays() {
    assertEquals(String.valueOf(story.accepted()), events(""));
    assertEquals(String.valueOf(story.tooLate()), events("WHERE state = 'late'"));
    assertEquals(String.valueOf(story.unmatched()), events("WHERE state = 'unmatched'"));
  }

  @Test
  void numbersInvoicesWithoutAGap() {
    assertEquals(
        List.of(),
        DemoLake.get()
            .rows(
                """
                SELECT seller_id, series FROM invoices GROUP BY seller_id, series
                HAVING min(sequence) <> 1 OR max(sequence) <> count(DISTINCT sequence)
                """));
    assertTrue(
        Integer.parseInt(DemoLake.get().value("SELECT count(*) FROM invoices")) > 0, "no invoices");
  }

  @Test
  void printsInvoicesAndWhatToTryNext() {
    String out = DemoLake.outcome().out();
    DemoLake.get()
        .rows("SELECT number FROM invoices")
        .forEach(number -> assertTrue(out.contains(number), number + " is not in " + out));
    assertTrue(out.contains("Try next:"), out);
  }

  @Test
  void aDemoStartsAfreshWhereAnEarlierOneWas() {
    String out = DemoLake.outcome().out();
    assertTrue(out.startsWith("Starting afresh: the earlier demo in "), out);
    assertFalse(Files.exists(DemoLake.leftover()));
  }

  @Test
  void theNotebookOfFinanceRunsOverIt() {
    Path python = Python.ofTheNotebooks();
    Path extract = Scratch.directory("extract");
    DemoLake.get().run("extract", "--output", extract.toString()).done();

    Outcome outcome =
        Subprocess.run(List.of(python.toString(), Python.EXECUTE, extract.toString()));

    assertEquals(0, outcome.exitCode(), outcome.out());
  }

  @Test
  void aDirectoryThatNoDemoMadeIsRefusedAndUntouched() throws IOException {
    Path directory = Files.createDirectories(Scratch.directory("mine"));
    Path mine = Files.writeString(directory.resolve("thesis.txt"), "years of work");

    Outcome outcome = TestLake.at(directory).run("demo");

    assertEquals(78, outcome.exitCode());
    assertTrue(outcome.err().contains("no demo made it"), outcome.err());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(mine), files.toList());
    }
    assertEquals("years of work", Files.readString(mine));
  }

  private static String events(String where) {
    return DemoLake.get().value("SELECT coalesce(sum(events), 0) FROM event_ledger " + where);
  }
}
