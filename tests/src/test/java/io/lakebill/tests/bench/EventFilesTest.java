package io.lakebill.tests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of the benchmark are what its contenders take them for. */
class EventFilesTest {

  private static final Size SIZE = Size.parse("6k");

  @TempDir private static Path directory;

  private static DuckDb duckDb;
  private static EventFiles files;

  @BeforeAll
  static void make() {
    duckDb = DuckDb.open(directory.resolve("spill"));
    files = EventFiles.in(directory.resolve("one"), SIZE);
    files.make(duckDb, Month.BILLED);
  }

  @AfterAll
  static void close() {
    duckDb.close();
  }

  @Test
  void everyEventHasAnIdAndAnInstantOfItsOwn() {
    assertEquals(
        List.of("6000", "6000", "6000", "5", "30"),
        row(
            "SELECT count(*), count(DISTINCT event_id), count(DISTINCT event_time),"
                + " count(DISTINCT event_name), count(DISTINCT event_time::DATE) FROM "
                + DuckDb.files(files.events(Month.BILLED, Month.DAYS))));
  }

  @Test
  void copiesSayWhatTheirEventsSay() {
    String all = DuckDb.files(files.all(Month.BILLED, Month.DAYS));
    long rows = Long.parseLong(row("SELECT count(*) FROM " + all).get(0));

    assertTrue(rows > 6_060 && rows < 6_180, rows + " rows");
    assertEquals(List.of("6000"), row("SELECT count(*) FROM (SELECT DISTINCT * FROM " + all + ")"));
  }

  @Test
  void aFewSubscriptionsHaveMostOfTheEvents() {
    List<String> shares =
        row(
            "SELECT count(*), max(events) > 1000, min(events) < 100 FROM (SELECT count(*) AS events FROM "
                + DuckDb.files(files.events(Month.BILLED, Month.DAYS))
                + " GROUP BY subscription_id)");

    assertEquals(List.of("30", "true", "true"), shares);
  }

  @Test
  void theSameSizeGivesTheSameEvents() {
    EventFiles again = EventFiles.in(directory.resolve("two"), SIZE);
    again.make(duckDb, Month.BILLED);

    assertEquals(contents(files), contents(again));
  }

  private static List<String> contents(EventFiles made) {
    return row(
        "SELECT count(*), bit_xor(hash(events)) FROM "
            + DuckDb.files(made.all(Month.BILLED, Month.DAYS))
            + " events");
  }

  private static List<String> row(String query) {
    return duckDb.rows(query).get(0);
  }
}
