package io.lakebill.tests.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The meters as one hand-written DuckDB query over event files.
 *
 * @param copies whether the files hold copies of events
 * @param answer the Parquet file that gets the result
 */
record DuckDbWork(List<String> files, Copies copies, String answer) implements Work {

  DuckDbWork {
    files = List.copyOf(files);
  }

  @Override
  public void run(Stopwatch stopwatch) {
    Path file = Path.of(answer);
    try (DuckDb duckDb = DuckDb.open(file.resolveSibling("spill"))) {
      stopwatch.begin("meter");
      meter(duckDb, "duckdb_meters", file);
      stopwatch.stop();
    }
  }

  /** Runs a query of the benchmark over the files. */
  void meter(DuckDb duckDb, String query, Path file) {
    String events = DuckDb.files(files);
    duckDb.run(
        "CREATE OR REPLACE TEMP VIEW month_events AS "
            + switch (copies) {
              case NONE -> "FROM " + events;
              case SOME -> "SELECT DISTINCT ON (event_id) * FROM " + events;
            });
    duckDb.write(DuckDb.query(query), file);
  }
}
