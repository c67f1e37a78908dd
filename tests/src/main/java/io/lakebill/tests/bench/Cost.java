package io.lakebill.tests.bench;

import java.util.Optional;

/**
 * What a piece of work took.
 *
 * @param cpuSeconds of all threads of the process, those of native libraries included
 * @param wallSeconds by the clock
 * @param bytesRead through the system by the process, from disk or its cache, shuffles included;
 *     null where the system does not tell
 */
record Cost(double cpuSeconds, double wallSeconds, Long bytesRead) {

  static final Cost NONE = new Cost(0, 0, 0L);

  Cost plus(Cost other) {
    return new Cost(
        cpuSeconds + other.cpuSeconds,
        wallSeconds + other.wallSeconds,
        bytesRead == null || other.bytesRead == null ? null : bytesRead + other.bytesRead);
  }

  Optional<Long> read() {
    return Optional.ofNullable(bytesRead);
  }
}
