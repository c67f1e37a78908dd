package io.lakebill.tests.meter;

import io.lakebill.tests.fixture.MadeOnce;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The lake of the scenario {@code aggregations}, made once: every aggregation over known and random
 * events, in a night that closes the months from January to April.
 */
final class Aggregations {

  static final Scenario SCENARIO = Scenario.named("aggregations");

  private static final long SEED = 20_260_101L;

  private static final Supplier<TestLake> LAKE = new MadeOnce("aggregations", Aggregations::make);

  private static DuckDb duckDb;

  private Aggregations() {}

  /** The lake; only to be read. */
  static TestLake lake() {
    return LAKE.get();
  }

  private static TestLake make() {
    Path files = Scratch.directory("random-events");
    DuckDb.withFiles(files, new RandomEvents(SEED).files());
    TestLake lake = SCENARIO.lake();
    lake.run("land", "--source", SCENARIO.file("source.yaml")).done();
    lake.run("land", "--source", SCENARIO.file("random.yaml"), files + "/*.parquet").done();
    lake.nightly("2026-05-01").done();
    return lake;
  }

  /** Who has read files of the same random events. */
  static synchronized DuckDb duckDb() {
    if (duckDb == null) {
      duckDb =
          DuckDb.withFiles(
              Scratch.directory("random-events-again"), new RandomEvents(SEED).files());
    }
    return duckDb;
  }
}
