package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The event files of a size, made once and kept: per day one with events, sorted by subscription,
 * and one with the copies that arrived that day, about one in fifty events, half of them on the day
 * after. A copy says word for word what its event says.
 */
record EventFiles(Path root, Size size) {

  /** Changes whenever the same size would give other events, so that old files are not used. */
  private static final int EDITION = 1;

  /** Each month numbers its events in a stretch of its own. */
  private static final long EVENT_NUMBERS = 1_000_000_000_000L;

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  /** Numbers that look random and hang on an event's number and a salt below 16 alone. */
  private static final String MACROS =
      """
      CREATE OR REPLACE MACRO draw(n, salt, choices) AS (hash(n * 16 + salt) % choices)::BIGINT;
      CREATE OR REPLACE MACRO share(n, salt) AS draw(n, salt, 9007199254740992) / 9007199254740992.0;
      """;

  /** Below this directory, by everything the events depend on. */
  static EventFiles in(Path directory, Size size) {
    return new EventFiles(
        directory.resolve(
            "events-%d-%d-%d".formatted(size.events(), size.subscriptions(), EDITION)),
        size);
  }

  /** Every event once, of the days up to and with one. */
  List<String> events(Month month, int lastDay) {
    return upTo(lastDay, day -> Stream.of(path(month, day, "events")));
  }

  /** All files of the days up to and with one; they hold copies. */
  List<String> all(Month month, int lastDay) {
    return upTo(lastDay, day -> day(month, day).stream());
  }

  /** The files that arrived on a day. */
  List<String> day(Month month, int day) {
    return List.of(path(month, day, "events"), path(month, day, "copies"));
  }

  /** Makes the files of a month unless they are there. */
  void make(DuckDb duckDb, Month month) {
    Path made = directory(month);
    if (Files.isDirectory(made)) {
      return;
    }
    Path making = made.resolveSibling(made.getFileName() + ".part");
    try {
      Directories.delete(making);
      Files.createDirectories(making);
      write(duckDb, month, making);
      Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the event files in " + made, e);
    }
  }

  private void write(DuckDb duckDb, Month month, Path target) {
    long ofMonth = month.position() * EVENT_NUMBERS;
    duckDb.run(MACROS);
    duckDb.set("subscriptions", size.subscriptions());
    duckDb.set("day_events", size.eventsPerDay());
    duckDb.set("spacing", MICROS_OF_DAY / size.eventsPerDay());
    for (int day = 1; day <= Month.DAYS; day++) {
      duckDb.set("first_event", ofMonth + (day - 1) * size.eventsPerDay());
      duckDb.set("day_start", month.micros(day));
      duckDb.run("CREATE OR REPLACE TEMP TABLE today AS " + DuckDb.query("events"));
      if (day == 1) {
        duckDb.run("CREATE OR REPLACE TEMP TABLE copied_later AS FROM today LIMIT 0");
      }
      duckDb.write(inOrder("today"), target.resolve(name(day, "events")));
      duckDb.write(
          inOrder("(FROM today WHERE draw(n, 10, 100) = 0 UNION ALL FROM copied_later)"),
          target.resolve(name(day, "copies")));
      duckDb.run(
          "CREATE OR REPLACE TEMP TABLE copied_later AS FROM today WHERE draw(n, 10, 100) = 1");
    }
  }

  private static String inOrder(String events) {
    return "SELECT * EXCLUDE (n) FROM " + events + " ORDER BY subscription_id, event_time";
  }

  private static List<String> upTo(int lastDay, Function<Integer, Stream<String>> files) {
    return IntStream.rangeClosed(1, lastDay).boxed().flatMap(files).toList();
  }

  private String path(Month month, int day, String kind) {
    return directory(month).resolve(name(day, kind)).toString();
  }

  private Path directory(Month month) {
    return root.resolve(month.month().toString());
  }

  private static String name(int day, String kind) {
    return "%02d-%s.parquet".formatted(day, kind);
  }
}
