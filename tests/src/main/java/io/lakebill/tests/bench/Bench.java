package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run of the benchmark: makes the events, lets every contender work on them in a process of its
 * own, one after the other, and compares what they came to as soon as it is there.
 */
final class Bench {

  private static final int LAST = Month.DAYS;

  private final EventFiles files;
  private final Size size;
  private final Path runs;
  private final Consumer<String> progress;
  private final Contenders contenders;
  private final Map<Part, Measurement> measured = new EnumMap<>(Part.class);
  private long agreed;

  /**
   * @param directory holds the event files, which are kept, and lakes, which are not
   * @param progress is told each part as it begins
   */
  Bench(Path directory, Size size, Placement placement, Consumer<String> progress) {
    this.size = size;
    this.files = EventFiles.in(directory.toAbsolutePath().normalize(), size);
    this.runs = directory.toAbsolutePath().normalize().resolve("run");
    this.progress = progress;
    this.contenders =
        switch (placement) {
          case OWN_PROCESSES -> new Contender(runs.resolve("processes"));
          case ONE_PROCESS -> Contenders.inThisProcess();
        };
  }

  /**
   * What a run came to.
   *
   * @param agreed how many quantities were found equal
   */
  record Outcome(Map<Part, Measurement> parts, long agreed) {}

  /**
   * Runs it.
   *
   * @throws Agreement.Disagreement if contenders come to different quantities
   */
  Outcome run(Set<Extra> extras) {
    Directories.delete(runs);
    create(runs);
    try (DuckDb duckDb = DuckDb.open(runs.resolve("spill"))) {
      progress.accept("make events");
      files.make(duckDb, Month.BILLED);
      nights(new Agreement(duckDb), extras);
      if (extras.contains(Extra.METERS)) {
        thirtyMeters(duckDb);
      }
      if (extras.contains(Extra.CONTRACTS)) {
        contracts(new Agreement(duckDb));
      }
      if (extras.contains(Extra.HISTORY)) {
        fourTimesTheHistory(duckDb);
      }
    }
    Directories.delete(runs);
    return new Outcome(measured, agreed);
  }

  private void nights(Agreement agreement, Set<Extra> extras) {
    measure(Part.DUCKDB_FULL, new DuckDbWork(history(), Copies.NONE, answer(Part.DUCKDB_FULL)));
    measure(Part.DUCKDB_MONTH, new DuckDbWork(month(), Copies.SOME, answer(Part.DUCKDB_MONTH)));
    if (extras.contains(Extra.SPARK)) {
      measure(Part.SPARK_FULL, new SparkWork(history(), Copies.NONE, answer(Part.SPARK_FULL)));
      agree(agreement, Part.SPARK_FULL, Part.DUCKDB_FULL);
      measure(Part.SPARK_MONTH, new SparkWork(month(), Copies.SOME, answer(Part.SPARK_MONTH)));
      agree(agreement, Part.SPARK_MONTH, Part.DUCKDB_MONTH);
    }

    Business business = Business.write(runs.resolve("business"), size, Month.BILLED);
    measure(Part.LAND_HISTORY, prepare(business, "lake", files.all(Month.BILLED, LAST - 1)));
    if (extras.contains(Extra.SPARK)) {
      measure(
          Part.SPARK_COPY,
          new CopyWork(files.all(Month.BILLED, LAST - 1), answer(Part.SPARK_COPY)));
    }
    if (extras.contains(Extra.METERS)) {
      copy(runs.resolve("lake"), runs.resolve("lake-30-meters"));
    }
    if (extras.contains(Extra.CONTRACTS)) {
      copy(runs.resolve("lake"), runs.resolve("lake-contracts"));
    }
    night(Part.FULL_NIGHT, "lake", null, LAST - 1);
    agree(agreement, Part.FULL_NIGHT, Part.DUCKDB_FULL);
    night(Part.NIGHT, "lake", newFiles(business), LAST);
    agree(agreement, Part.NIGHT, Part.DUCKDB_MONTH);
    if (extras.contains(Extra.EMPTY)) {
      night(Part.EMPTY_NIGHT, "lake", null, LAST + 1);
      agree(agreement, Part.EMPTY_NIGHT, Part.DUCKDB_MONTH);
    }
  }

  private void thirtyMeters(DuckDb duckDb) {
    Business business = new Business(runs.resolve("business"));
    contenders.measure(
        "apply_30_meters",
        new PrepareWork(lake("lake-30-meters"), business.catalog(Catalogs.THIRTY), null, null));
    night(Part.FULL_NIGHT_30_METERS, "lake-30-meters", null, LAST - 1);

    Path expected = runs.resolve("duckdb_by_region.parquet");
    new DuckDbWork(history(), Copies.NONE, expected.toString())
        .meter(duckDb, "duckdb_meters_by_region", expected);
    agreed +=
        new Agreement(duckDb)
            .check(
                Part.FULL_NIGHT_30_METERS.description(),
                answers(Part.FULL_NIGHT_30_METERS),
                expected.toString());
  }

  /** The month has ended: all that it comes to, and the fees of the next one, is due. */
  private void contracts(Agreement agreement) {
    Business business = new Business(runs.resolve("business"));
    contenders.measure(
        "agree_on_contracts",
        new PrepareWork(
            lake("lake-contracts"),
            business.catalog(Catalogs.CONTRACTS),
            business.contracts(),
            null));
    night(Part.FULL_NIGHT_CONTRACTS, "lake-contracts", null, Month.BILLED.end());
    agree(agreement, Part.FULL_NIGHT_CONTRACTS, Part.DUCKDB_FULL);
  }

  /**
   * Three months are billed and forgotten by the state first: by a full night, which is as of a day
   * earlier, and by the one after it.
   */
  private void fourTimesTheHistory(DuckDb duckDb) {
    progress.accept("make earlier events");
    Month.earlier().forEach(month -> files.make(duckDb, month));
    Business business = Business.write(runs.resolve("business-4x"), size, Month.earlier().get(0));
    List<String> history =
        Stream.concat(
                Month.earlier().stream().flatMap(month -> files.all(month, LAST).stream()),
                files.all(Month.BILLED, LAST - 1).stream())
            .toList();
    measure(Part.LAND_HISTORY_AT_4X, prepare(business, "lake-4x", history));
    night(Part.FULL_NIGHT_AT_4X, "lake-4x", null, LAST - 2);
    agree(new Agreement(duckDb), Part.FULL_NIGHT_AT_4X, Part.DUCKDB_FULL);
    night(Part.NIGHT_AFTER_BILLING, "lake-4x", null, LAST - 1);
    agree(new Agreement(duckDb), Part.NIGHT_AFTER_BILLING, Part.DUCKDB_FULL);
    night(Part.NIGHT_AT_4X, "lake-4x", newFiles(business), LAST);
    agree(new Agreement(duckDb), Part.NIGHT_AT_4X, Part.DUCKDB_MONTH);
  }

  private List<String> history() {
    return files.events(Month.BILLED, LAST - 1);
  }

  private List<String> month() {
    return files.all(Month.BILLED, LAST);
  }

  private NewFiles newFiles(Business business) {
    return new NewFiles(business.source(), files.day(Month.BILLED, LAST));
  }

  private PrepareWork prepare(Business business, String lake, List<String> history) {
    return new PrepareWork(
        lake(lake),
        business.catalog(Catalogs.SIX),
        business.accounts(),
        new NewFiles(business.source(), history));
  }

  private void night(Part part, String lake, NewFiles news, int asOf) {
    night(part, lake, news, Month.BILLED.day(asOf));
  }

  private void night(Part part, String lake, NewFiles news, LocalDate asOf) {
    measure(part, new NightWork(lake(lake), news, asOf.toString(), answer(part)));
  }

  private void measure(Part part, Work work) {
    progress.accept(part.description());
    measured.put(part, contenders.measure(part.id(), work));
  }

  private void agree(Agreement agreement, Part part, Part reference) {
    agreed += agreement.check(part.description(), answers(part), answer(reference));
  }

  private String lake(String name) {
    return runs.resolve(name).toString();
  }

  private String answer(Part part) {
    return runs.resolve(part.id() + ".parquet").toString();
  }

  /** Spark writes a directory of files. */
  private String answers(Part part) {
    return answer(part) + "/*.parquet";
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from, e);
    }
  }
}
