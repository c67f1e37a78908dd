package io.lakebill.tests.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the cost of one phase after the other; phases of the same name add up. What came before the
 * first is the start of the process, and what comes after {@link #stop} counts for nothing.
 */
final class Stopwatch {

  private final Map<String, Cost> phases = new LinkedHashMap<>();
  private String phase = Measurement.START;
  private ProcessCounters begun;

  private Stopwatch(ProcessCounters begun) {
    this.begun = begun;
  }

  /** Counts from where this process started. */
  static Stopwatch ofTheProcess() {
    return new Stopwatch(new ProcessCounters(0, 0, Optional.of(0L)));
  }

  /** Counts from now on. */
  static Stopwatch startingNow() {
    return new Stopwatch(ProcessCounters.now());
  }

  /** Ends the phase under way and begins another. */
  void begin(String next) {
    stop();
    phase = next;
    begun = ProcessCounters.now();
  }

  /** Ends the phase under way. */
  void stop() {
    if (phase != null) {
      phases.merge(phase, ProcessCounters.now().since(begun), Cost::plus);
      phase = null;
    }
  }

  Measurement measurement() {
    return new Measurement(phases, ProcessCounters.peakBytes().orElse(null));
  }
}
