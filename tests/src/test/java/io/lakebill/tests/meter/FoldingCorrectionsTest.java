package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.event.EventWriter;
import io.lakebill.schemas.event.UsageEvent;
import io.lakebill.schemas.event.Withdrawal;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nights that fold come to the same rows as those that meter everything, when a good part of what
 * they had folded, unique values among it, was amended or withdrawn since, in periods that are
 * billed and in open ones, and before it came.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class FoldingCorrectionsTest {

  private static final Scenario SCENARIO = Scenario.named("folding");

  private static final String EVENTS =
      """
      SELECT event_id, event_name, subject, date_format(event_time, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
      FROM events WHERE version = %1$d - 1 ORDER BY event_id
      """;

  private final Random random = new Random(29L);
  private final Path files = Scratch.directory("folding-corrections");
  private final Path drop = Scratch.directory("corrections");

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() throws IOException {
    DuckDb.withFiles(files, new RandomEvents(23L).files());
    TestLake lake = SCENARIO.lake();
    land(lake, 0);
    lake.nightly("2026-02-03").done();

    land(lake, 1);
    correct(lake, 1);
    TestLake inFull = lake.copy();
    lake.nightly("2026-03-15").done();
    inFull.nightly("2026-03-15", "--full").done();
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));

    // What these are about has in part not landed yet.
    correct(lake, 2);
    land(lake, 2);
    inFull = lake.copy();
    lake.nightly("2026-04-02").done();
    inFull.nightly("2026-04-02", "--full").done();
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));

    assertEquals(
        List.of("amended,true", "deprecated,true"),
        lake.rows(
            "SELECT reason, count(*) > 50 FROM withdrawn_events WHERE event_landing IS NOT NULL"
                + " GROUP BY reason ORDER BY reason"));
    assertTrue(
        Integer.parseInt(lake.value("SELECT count(*) FROM seen_values WHERE meter_id = 'users'"))
            > 20);
    assertEquals(0, lake.run("audit", "events").exitCode());
  }

  private void land(TestLake lake, int number) {
    lake.run(
            "land",
            "--source",
            SCENARIO.file("source.yaml"),
            files.resolve("events-" + number + ".parquet").toString())
        .done();
  }

  /** Of the events that landed, a sixth gets other values and a sixth is withdrawn. */
  private void correct(TestLake lake, int version) throws IOException {
    List<UsageEvent> amended = new ArrayList<>();
    Map<String, Withdrawal> withdrawn = new TreeMap<>();
    for (int number = 0; number < 900; number += 9) {
      String id = "r-" + Integer.toString(number * 7919 % 100_003, 36);
      withdrawn.put(id, Withdrawal.of(id));
    }
    for (String row : lake.rows(EVENTS.formatted(version))) {
      String[] event = row.split(",", -1);
      switch (random.nextInt(6)) {
        case 0 -> {
          amended.add(amended(event, version));
          withdrawn.remove(event[0]);
        }
        case 1 -> withdrawn.put(event[0], Withdrawal.upTo(event[0], version - 1));
        default -> {}
      }
    }
    EventWriter.into(drop).write(amended, List.copyOf(withdrawn.values()));
    Path source = Scratch.directory("corrections.yaml");
    Files.writeString(source, EventWriter.sourceDocument("random", drop));
    lake.run("land", "--source", source.toString()).done();
  }

  private UsageEvent amended(String[] event, int version) {
    Instant time = Instant.parse(event[3]).plus(Duration.ofHours(random.nextInt(48) - 24));
    return UsageEvent.of(
            event[1],
            event[2],
            time,
            Map.of(
                "value",
                random.nextInt(50),
                "user",
                "u" + random.nextInt(8),
                "region",
                random.nextBoolean() ? "eu" : "us",
                "action",
                random.nextBoolean() ? "joined" : "left"))
        .withId(event[0])
        .withVersion(version);
  }
}
