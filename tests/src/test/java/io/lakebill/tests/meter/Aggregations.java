package io.lakebill.tests.meter;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;

/**
 * The lake of the scenario {@code aggregations}, made once: every aggregation over known and random
 * events, in a night that closes the months from January to April.
 */
final class Aggregations {

  static final Scenario SCENARIO = Scenario.named("aggregations");

  private static DuckDb duckDb;
  private static TestLake lake;

  private Aggregations() {}

  /** The lake; only to be read. */
  static synchronized TestLake lake() {
    if (lake == null) {
      Path files = Scratch.directory("random-events");
      duckDb = DuckDb.withFiles(files, new RandomEvents(20_260_101L).files());
      lake = SCENARIO.lake();
      lake.run("land", "--source", SCENARIO.file("source.yaml")).done();
      lake.run("land", "--source", SCENARIO.file("random.yaml"), files + "/*.parquet").done();
      lake.nightly("2026-05-01").done();
    }
    return lake;
  }

  /** Who has read the same files of random events. */
  static synchronized DuckDb duckDb() {
    lake();
    return duckDb;
  }
}
