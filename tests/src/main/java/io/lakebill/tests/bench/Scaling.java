package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same landing and the same full night on clusters of more and more workers, at several sizes.
 * Every night's quantities are compared with DuckDB's.
 */
final class Scaling {

  private static final int LAST = Month.DAYS;

  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param directory holds the event files, which are kept, and lakes, which are not
   * @param progress is told each part as it begins
   */
  Scaling(Path directory, Consumer<String> progress) {
    this.directory = directory.toAbsolutePath().normalize();
    this.progress = progress;
  }

  /**
   * What one part took on one cluster.
   *
   * @param driver its process, without its start
   * @param executorSeconds CPU of all executors, their start included
   */
  record Point(Size size, int workers, Part part, Cost driver, double executorSeconds) {}

  /**
   * Measures every size on every number of workers.
   *
   * @throws Agreement.Disagreement if a night comes to other quantities than DuckDB
   */
  List<Point> run(List<Size> sizes, List<Integer> workers) {
    List<Point> points = new ArrayList<>();
    Path runs = directory.resolve("scaling");
    for (Size size : sizes) {
      Directories.delete(runs);
      Business business = Business.write(runs.resolve("business"), size, Month.BILLED);
      try (DuckDb duckDb = DuckDb.open(runs.resolve("spill"))) {
        progress.accept("make %,d events".formatted(size.events()));
        EventFiles files = EventFiles.in(directory, size);
        files.make(duckDb, Month.BILLED);
        Path expected = runs.resolve("expected.parquet");
        new DuckDbWork(files.events(Month.BILLED, LAST - 1), Copies.NONE, expected.toString())
            .meter(duckDb, "duckdb_meters", expected);
        for (int count : workers) {
          progress.accept("%,d events on %d workers".formatted(size.events(), count));
          Path run = runs.resolve("workers-" + count);
          points.addAll(nights(run, business, files, count));
          new Agreement(duckDb)
              .check(count + " workers", run.resolve("usage") + "/*.parquet", expected.toString());
        }
      }
    }
    Directories.delete(runs);
    return points;
  }

  private static List<Point> nights(Path run, Business business, EventFiles files, int workers) {
    String lake = run.resolve("lake").toString();
    Work land =
        new PrepareWork(
            lake,
            business.catalog(Catalogs.SIX),
            business.accounts(),
            new NewFiles(business.source(), files.all(Month.BILLED, LAST - 1)));
    Work night =
        new NightWork(
            lake, null, Month.BILLED.day(LAST - 1).toString(), run.resolve("usage").toString());
    try (Cluster cluster = Cluster.start(run.resolve("spark"), workers)) {
      Contenders driver = new Contender(run.resolve("processes"), cluster.driverOptions());
      return List.of(
          point(cluster, driver, files.size(), workers, Part.LAND_HISTORY, land),
          point(cluster, driver, files.size(), workers, Part.FULL_NIGHT, night));
    }
  }

  private static Point point(
      Cluster cluster, Contenders driver, Size size, int workers, Part part, Work work) {
    double before = cluster.executorSeconds();
    Measurement measured = driver.measure(part.id(), work);
    cluster.awaitExecutors();
    return new Point(size, workers, part, measured.work(), cluster.executorSeconds() - before);
  }
}
