package io.lakebill.jobs.meter.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * In what states the events of an account are. What is billed at no money is included; what no
 * priced meter takes is filtered where one has its name, else unpriced.
 */
final class States {

  private static final UTF8String BILLED = UTF8String.fromString("billed");
  private static final UTF8String INCLUDED = UTF8String.fromString("included");
  private static final UTF8String OPEN = UTF8String.fromString("open");
  private static final UTF8String LATE = UTF8String.fromString("late");
  private static final UTF8String FILTERED = UTF8String.fromString("filtered");
  private static final UTF8String UNPRICED = UTF8String.fromString("unpriced");

  private final Map<Key, long[]> counts = new HashMap<>();

  /** Open events are told apart by the period that they wait in, others are not. */
  private record Key(
      UTF8String subject,
      UTF8String subscription,
      Integer period,
      UTF8String eventName,
      UTF8String state) {}

  /** A subscription's events of a name in a period. */
  record Place(UTF8String subscription, int period, UTF8String eventName) {}

  /** The state of new events that count, or do not. */
  static UTF8String of(boolean isCounted, boolean isBilled, boolean isLate, boolean isPriced) {
    if (isCounted) {
      return isBilled ? BILLED : isLate ? LATE : OPEN;
    }
    return isPriced ? FILTERED : UNPRICED;
  }

  /**
   * Adds events.
   *
   * @param billed whether what was open has been billed since, in this place
   * @param included whether what is billed there cost nothing
   */
  void add(
      UTF8String subject,
      Place place,
      UTF8String state,
      boolean billed,
      boolean included,
      long events,
      long ambiguous) {
    UTF8String now = state.equals(OPEN) && billed ? BILLED : state;
    now = now.equals(BILLED) && included ? INCLUDED : now;
    boolean isOpen = now.equals(OPEN);
    long[] sums =
        counts.computeIfAbsent(
            new Key(
                subject,
                isOpen ? place.subscription() : null,
                isOpen ? (Integer) place.period() : null,
                place.eventName(),
                now),
            key -> new long[2]);
    sums[0] += events;
    sums[1] += ambiguous;
  }

  /** The rows of {@code event_counts}. */
  void forEachRow(UTF8String account, BiConsumer<UTF8String, InternalRow> what) {
    counts.forEach(
        (key, sums) ->
            what.accept(
                key.eventName(),
                new GenericInternalRow(
                    new Object[] {
                      account,
                      key.subject(),
                      key.subscription(),
                      key.period(),
                      key.eventName(),
                      key.state(),
                      sums[0],
                      sums[1]
                    })));
  }
}
