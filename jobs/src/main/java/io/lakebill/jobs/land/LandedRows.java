package io.lakebill.jobs.land;

import java.util.Map;
import java.util.TreeMap;

/** What became of rows; what was handed over is the sum of the others. */
public record LandedRows(
    long handedOver, long accepted, long duplicates, long conflicts, long rejected) {

  /** No rows at all. */
  public static final LandedRows NONE = new LandedRows(0, 0, 0, 0, 0);

  /** These rows and the others. */
  public LandedRows plus(LandedRows other) {
    return new LandedRows(
        handedOver + other.handedOver,
        accepted + other.accepted,
        duplicates + other.duplicates,
        conflicts + other.conflicts,
        rejected + other.rejected);
  }

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
