package io.lakebill.jobs.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What one meter makes of recent events, as if one subscription had sent them all.
 *
 * @param meter as charges name it
 * @param events how many events of the meter's name there are
 * @param matching how many of them the meter counts
 * @param usage quantities: of all, then split by each dimension of the meter
 * @param skipped why counted events report nothing usable
 * @param samples the last events that count
 */
public record Trial(
    String meter,
    long events,
    long matching,
    List<Quantity> usage,
    List<Skipped> skipped,
    List<Sample> samples) {

  /**
   * A quantity.
   *
   * @param dimensions what it is split by; empty for the quantity of all
   * @param dimensionValues in the same order
   * @param quantity null where there is no usage
   */
  public record Quantity(
      List<String> dimensions, List<String> dimensionValues, BigDecimal quantity, long events) {}

  /**
   * Events that report nothing usable.
   *
   * @param example the id of one of them
   */
  public record Skipped(String reason, long events, String example) {}

  /**
   * An event that counts.
   *
   * @param value what it reports; null where that is unusable, or nothing but the event itself
   */
  public record Sample(String eventId, Instant eventTime, String subject, String value) {}
}
