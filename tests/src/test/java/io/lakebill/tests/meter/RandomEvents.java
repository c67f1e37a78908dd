package io.lakebill.tests.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Seeded events of three accounts and four months, made to be awkward: many at the same instant,
 * around the days that clocks change and the ends of months, with values that are missing,
 * negative, or not numbers, in three files that repeat each other.
 */
final class RandomEvents {

  static final List<String> COLUMNS =
      List.of("id", "sent", "event_name", "account", "value", "region", "user", "action", "team");

  private static final int EVENTS = 900;

  private static final List<Instant> AWKWARD =
      List.of(
          Instant.parse("2026-03-08T06:00:00Z"),
          Instant.parse("2026-04-04T14:00:00Z"),
          Instant.parse("2026-01-31T23:00:00Z"),
          Instant.parse("2026-02-28T23:00:00Z"),
          Instant.parse("2026-04-01T03:00:00Z"));

  private final Random random;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  /** Rows of three files, each with some rows of the others. */
  List<List<List<String>>> files() {
    List<List<String>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(i));
    }
    List<List<List<String>>> files =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (List<String> event : events) {
      files.get(random.nextInt(3)).add(event);
      if (random.nextInt(5) == 0) {
        files.get(random.nextInt(3)).add(event);
      }
    }
    files.forEach(file -> Collections.shuffle(file, random));
    return files;
  }

  private List<String> event(int number) {
    List<String> row = new ArrayList<>();
    row.add("r-" + Integer.toString(number * 7919 % 100_003, 36));
    row.add(time().toString());
    row.add(oneOf("value", "value", "value", "member", "other"));
    row.add(oneOf("random-utc", "random-york", "random-howe"));
    row.add(value());
    row.add(oneOf("eu", "us", "ch", null));
    row.add(random.nextInt(6) == 0 ? null : "u" + random.nextInt(8));
    row.add(oneOf("joined", "joined", "left", "renamed", null));
    row.add(oneOf("red", "blue", null));
    return row;
  }

  private Instant time() {
    if (random.nextInt(3) == 0) {
      return AWKWARD
          .get(random.nextInt(AWKWARD.size()))
          .plus(Duration.ofMinutes(30L * (random.nextInt(12) - 4)));
    }
    Instant any =
        Instant.parse("2026-01-10T00:00:00Z").plus(Duration.ofHours(random.nextInt(110 * 24)));
    return random.nextBoolean() ? any : any.plusNanos(1000L * random.nextInt(2_000_000_000));
  }

  private String value() {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> oneOf("abc", "", "NaN", "1e400", "--1", "1,5");
      case 2 -> " " + random.nextInt(100) + ".50 ";
      case 3 -> random.nextInt(9) + "e" + random.nextInt(3);
      case 4 -> "-" + random.nextInt(50) + "." + random.nextInt(1000);
      case 5, 6 -> random.nextInt(1000) + "." + random.nextInt(1_000_000);
      default -> Integer.toString(random.nextInt(30));
    };
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
