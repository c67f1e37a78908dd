package io.lakebill.tests.bench;

import java.util.Locale;

/**
 * How much is benchmarked.
 *
 * @param events in a month, without copies; a multiple of its days
 */
record Size(long events) {

  private static final long MOST_SUBSCRIPTIONS = 99_000;

  /** Below this, what an engine does once outweighs what it does per event. */
  private static final long LEAST_FOR_RATIOS = 100_000;

  Size {
    if (events < 1_000 || events > 1_000_000_000) {
      throw new IllegalArgumentException(
          events + " events cannot be benchmarked; between 1000 and 1 billion can");
    }
    events -= events % Month.DAYS;
  }

  /** Reads {@code 20m}, {@code 200k} or {@code 20000}. */
  static Size parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9]{1,10}[km]?")) {
      throw new IllegalArgumentException(
          "'%s' is not a number of events such as 20m, 200k or 20000".formatted(text));
    }
    long number = Long.parseLong(lower.replaceAll("[km]", ""));
    return new Size(
        lower.endsWith("m") ? number * 1_000_000 : lower.endsWith("k") ? number * 1_000 : number);
  }

  long eventsPerDay() {
    return events / Month.DAYS;
  }

  long subscriptions() {
    return Math.min(MOST_SUBSCRIPTIONS, Math.max(20, events * 5 / 1_000));
  }

  /** Who buys, and one for every 99 of them who buys nothing: 100,000 where there are most. */
  long accounts() {
    return subscriptions() + (subscriptions() + 98) / 99;
  }

  boolean isEnoughForRatios() {
    return events + Month.DAYS > LEAST_FOR_RATIOS;
  }
}
