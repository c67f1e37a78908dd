package io.lakebill.jobs.land;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a landing did; what was handed over is the sum of the others.
 *
 * @param number of the landing; later ones have higher numbers
 */
public record Landing(
    long number, long handedOver, long accepted, long duplicates, long conflicts, long rejected) {

  /** The counts by name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(
        Map.of(
            "handed_over", handedOver,
            "accepted", accepted,
            "duplicates", duplicates,
            "conflicts", conflicts,
            "rejected", rejected));
  }
}
