package io.lakebill.tests.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a contender's process took.
 *
 * @param phases in their order, first its start: the virtual machine, and the engine until it takes
 *     a query
 * @param peakBytes the most memory the process ever had resident; null where the system does not
 *     tell
 */
record Measurement(Map<String, Cost> phases, Long peakBytes) {

  /** The phase in which a process starts. */
  static final String START = "start";

  /** The phase that gives a new lake its catalog and accounts, which no night does. */
  static final String SETUP = "setup";

  Measurement {
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /** One phase; nothing when there was none of that name. */
  Cost phase(String name) {
    return phases.getOrDefault(name, Cost.NONE);
  }

  /** The work itself, without start and setup. */
  Cost work() {
    return phases.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(START) && !entry.getKey().equals(SETUP))
        .map(Map.Entry::getValue)
        .reduce(Cost.NONE, Cost::plus);
  }

  /** The work and the start of the process, which a scheduler pays every night. */
  Cost process() {
    return phase(START).plus(work());
  }

  Optional<Long> peak() {
    return Optional.ofNullable(peakBytes);
  }
}
