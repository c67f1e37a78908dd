package io.lakebill.tests.history;

import io.lakebill.tests.fixture.MadeOnce;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The accounts of {@code scenarios/eighteen-months} as a lake comes to know them: each night what
 * was agreed, and what was used, since the night before. Rows of accounts have a column {@code
 * known}, lines of the catalog a comment, which say before which night nobody knew of them.
 */
final class EighteenMonths {

  static final LocalDate LAST_NIGHT = LocalDate.parse("2026-07-04");

  private static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-01");

  private static final Scenario SCENARIO = Scenario.named("eighteen-months");

  private static final Pattern KNOWN_LINE = Pattern.compile(".* # known (\\S+)");

  private static final UsedInEighteenMonths USED = new UsedInEighteenMonths();

  /** All of it billed afterwards in one go. */
  static final MadeOnce AT_ONCE =
      new MadeOnce("eighteen-months", () -> begun().nights(LAST_NIGHT.toString()).lake());

  private final TestLake lake;
  private final boolean hearsLate;
  private final Path files = Scratch.directory("known");
  private LocalDate before;

  private EighteenMonths(TestLake lake, boolean hearsLate, LocalDate before) {
    this.lake = lake;
    this.hearsLate = hearsLate;
    this.before = before;
  }

  private static EighteenMonths begun(boolean hearsLate) {
    TestLake lake = TestLake.at(Scratch.directory("eighteen-months"));
    return new EighteenMonths(lake, hearsLate, FIRST_DAY);
  }

  /** A lake that knows nothing yet. */
  static EighteenMonths begun() {
    return begun(false);
  }

  /** A lake that hears of plan changes when fees were billed for days beyond them. */
  static EighteenMonths hearingLate() {
    return begun(true);
  }

  /** The first day of each month, but the last one, which waits for the last invoices. */
  static List<LocalDate> everyNight() {
    Period month = Period.ofMonths(1);
    Stream<LocalDate> before = FIRST_DAY.plus(month).datesUntil(LAST_NIGHT.minusDays(3), month);
    return Stream.concat(before, Stream.of(LAST_NIGHT)).toList();
  }

  TestLake lake() {
    return lake;
  }

  /** The same up to now, which goes its own way. */
  EighteenMonths copy() {
    return new EighteenMonths(lake.copy(), hearsLate, before);
  }

  /** Bills what is due by these nights, each with what is known by then. */
  EighteenMonths nights(String... dates) {
    Stream.of(dates).map(LocalDate::parse).forEach(this::night);
    return this;
  }

  /** Bills what is due by a night, with what is known by then. */
  void night(LocalDate date) {
    lake.nightOver(hear(date), date.toString());
  }

  /** The files of what is known by a night; of events those since the night before. */
  Path hear(LocalDate date) {
    try {
      Path accounts = Files.createDirectories(files.resolve("accounts"));
      Files.write(
          files.resolve("source.yaml"),
          Files.readAllLines(SCENARIO.folder().resolve("source.yaml")));
      Files.write(
          files.resolve("catalog.yaml"),
          Files.readAllLines(SCENARIO.folder().resolve("catalog.yaml")).stream()
              .filter(line -> isKnown(line, date))
              .toList());
      try (Stream<Path> all = Files.list(SCENARIO.folder().resolve("accounts"))) {
        for (Path file : all.toList()) {
          Path late = SCENARIO.folder().resolve("late").resolve(file.getFileName());
          Path heard = hearsLate && Files.exists(late) ? late : file;
          Files.write(accounts.resolve(file.getFileName()), known(heard, date));
        }
      }
      Files.write(files.resolve("until-" + date + ".jsonl"), USED.between(before, date));
      before = date;
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isKnown(String line, LocalDate date) {
    Matcher known = KNOWN_LINE.matcher(line);
    return !known.matches() || !date.isBefore(LocalDate.parse(known.group(1)));
  }

  /** The rows that are known; a subscription's last one takes the place of those before it. */
  private static List<String> known(Path file, LocalDate date) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (!lines.get(0).startsWith("known,")) {
      return lines;
    }
    List<String> known = new ArrayList<>();
    for (String line : lines) {
      String day = line.substring(0, line.indexOf(','));
      String row = line.substring(day.length() + 1);
      if (day.equals("known") || day.isEmpty() || !date.isBefore(LocalDate.parse(day))) {
        if (file.endsWith("subscriptions.csv")) {
          String id = row.substring(0, row.indexOf(',') + 1);
          known.removeIf(earlier -> earlier.startsWith(id));
        }
        known.add(row);
      }
    }
    return known;
  }
}
