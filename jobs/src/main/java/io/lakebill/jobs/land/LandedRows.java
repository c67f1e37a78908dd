package io.lakebill.jobs.land;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of rows; what was handed over is the sum of the others.
 *
 * @param farFromNow accepted rows whose event is further from the landing than their source expects
 */
public record LandedRows(
    long handedOver,
    long accepted,
    long duplicates,
    long conflicts,
    long rejected,
    long superseded,
    long withdrawals,
    long farFromNow) {

  /** No rows at all. */
  public static final LandedRows NONE = new LandedRows(0, 0, 0, 0, 0, 0, 0, 0);

  /** Rows that all landed before. */
  static LandedRows ofDuplicates(long rows) {
    return new LandedRows(rows, 0, rows, 0, 0, 0, 0, 0);
  }

  /** Rows that are all rejected. */
  static LandedRows ofRejected(long rows) {
    return new LandedRows(rows, 0, 0, 0, rows, 0, 0, 0);
  }

  /** These rows and the others. */
  public LandedRows plus(LandedRows other) {
    return new LandedRows(
        handedOver + other.handedOver,
        accepted + other.accepted,
        duplicates + other.duplicates,
        conflicts + other.conflicts,
        rejected + other.rejected,
        superseded + other.superseded,
        withdrawals + other.withdrawals,
        farFromNow + other.farFromNow);
  }

  /** The counts by name; those of amendments, withdrawals and strange times only if any. */
  public Map<String, Long> counts() {
    Map<String, Long> counts =
        new TreeMap<>(
            Map.of(
                "handed_over", handedOver,
                "accepted", accepted,
                "duplicates", duplicates,
                "conflicts", conflicts,
                "rejected", rejected));
    if (superseded > 0) {
      counts.put("superseded", superseded);
    }
    if (withdrawals > 0) {
      counts.put("withdrawals", withdrawals);
    }
    if (farFromNow > 0) {
      counts.put("far_from_now", farFromNow);
    }
    return counts;
  }
}
